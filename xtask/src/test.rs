//! `cargo xtask test`: everything that guards a change, cheapest first, up to the first failure.

use std::time::Instant;

use crate::args::Args;
use crate::install::{self, WASM_TARGET};
use crate::shell::{self, Outcome, cargo, npm, root};
use crate::{codegen, fuzz, site, size, wasm};

/// Tests that read much or time themselves, so that they run optimized.
const RELEASE_TESTS: &[&str] = &["no_panic", "linear"];

/// One thing that must hold.
struct Step {
    name: &'static str,
    /// How to run it alone.
    alone: &'static str,
    run: fn() -> Outcome,
    /// A file that it cannot do without while the tree is being built up.
    needs: &'static str,
}

const STEPS: &[Step] = &[
    step("format", "cargo fmt --all --check", format),
    step("clippy", "cargo clippy --workspace --all-targets -- -D warnings", clippy),
    step("clippy, WebAssembly", "cargo clippy --lib --no-default-features --features wasm -- -D warnings", clippy_wasm),
    step("tests", "cargo test --workspace", tests),
    step("tests, optimized", "cargo test --release --test NAME", release_tests),
    step("codegen", "cargo xtask codegen --check", || codegen::run(words(&["--check"]))),
    step("wasm", "cargo xtask wasm", || wasm::run(words(&[]))),
    Step { needs: "pkg/package.json", ..step("package tests", "cd pkg && npm test", package_tests) },
    Step { needs: "www/package.json", ..step("site", "cargo xtask site", site::build) },
    step("size", "cargo xtask size", || size::run(words(&[]))),
    Step { needs: "www/package.json", ..step("browser tests", "cd www && npm run test:browser", chromium_tests) },
];

const MORE_STEPS: &[Step] = &[
    Step { needs: "fuzz/Cargo.toml", ..step("fuzz", "cargo xtask fuzz --seconds 30", fuzz_smoke) },
    Step {
        needs: "www/package.json",
        ..step("browser tests, Firefox", "cd www && KENPIN_BROWSER=firefox npm run test:browser", firefox_tests)
    },
];

const fn step(name: &'static str, alone: &'static str, run: fn() -> Outcome) -> Step {
    Step { name, alone, run, needs: "." }
}

/// The command.
pub fn run(mut args: Args) -> Outcome {
    let all = args.flag("--all");
    args.finish()?;
    let steps: Vec<&Step> = STEPS.iter().chain(if all { MORE_STEPS } else { &[] }).collect();
    let (mut passed, mut skipped) = (0, 0);
    for (index, step) in steps.iter().enumerate() {
        let place = format!("[{}/{}] {}", index + 1, steps.len(), step.name);
        if !root(step.needs).exists() {
            println!("\n{place}: skipped, {} is not there", step.needs);
            skipped += 1;
            continue;
        }
        println!("\n{place}");
        let start = Instant::now();
        let outcome = (step.run)();
        let seconds = start.elapsed().as_secs_f32();
        if let Err(message) = outcome {
            println!(
                "\n{place}: FAILED after {seconds:.1} s: {message}\nalone:  {}\n\n{}",
                step.alone,
                sum(passed, 1, skipped)
            );
            return Err(format!("{} failed", step.name));
        }
        println!("{place}: passed in {seconds:.1} s");
        passed += 1;
    }
    println!("\n{}", sum(passed, 0, skipped));
    Ok(())
}

/// The last line.
fn sum(passed: usize, failed: usize, skipped: usize) -> String {
    let skipped = if skipped == 0 { String::new() } else { format!(", {skipped} skipped") };
    format!("{passed} passed, {failed} failed{skipped}")
}

fn words(words: &[&str]) -> Args {
    Args::new(words.iter().map(|&word| word.to_owned()))
}

fn format() -> Outcome {
    shell::run(cargo().args(["fmt", "--all", "--check"]))
}

fn clippy() -> Outcome {
    shell::run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn clippy_wasm() -> Outcome {
    install::wasm_target()?;
    let mut clippy = cargo();
    clippy.args(["clippy", "--lib", "--target", WASM_TARGET, "--no-default-features", "--features", "wasm"]);
    shell::run(clippy.args(["--", "-D", "warnings"]))
}

fn tests() -> Outcome {
    shell::run(cargo().args(["test", "--workspace"]))
}

fn release_tests() -> Outcome {
    let there = RELEASE_TESTS.iter().filter(|name| root(&format!("tests/{name}.rs")).is_file());
    let names: Vec<&str> = there.flat_map(|name| ["--test", name]).collect();
    if names.is_empty() {
        println!("none of tests/{{{}}}.rs is there", RELEASE_TESTS.join(","));
        return Ok(());
    }
    shell::run(cargo().args(["test", "--release"]).args(names))
}

fn package_tests() -> Outcome {
    // The native program is what the WebAssembly build is compared with.
    shell::run(cargo().args(["build", "--release"]))?;
    shell::run(npm("pkg").args(["test"]).env("KENPIN_NATIVE", root("target/release/kenpin")))
}

fn chromium_tests() -> Outcome {
    let chromium = install::chromium()?;
    shell::run(npm("www").args(["run", "test:browser"]).env("KENPIN_BROWSER", "chromium").env("CHROMIUM", chromium))
}

fn firefox_tests() -> Outcome {
    let firefox = install::firefox()?;
    shell::run(npm("www").args(["run", "test:browser"]).env("KENPIN_BROWSER", "firefox").env("FIREFOX", firefox))
}

fn fuzz_smoke() -> Outcome {
    fuzz::run(words(&["--seconds", "30"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_what_runners_print() {
        assert_eq!(sum(11, 0, 0), "11 passed, 0 failed");
        assert_eq!(sum(3, 1, 2), "3 passed, 1 failed, 2 skipped");
    }
}
