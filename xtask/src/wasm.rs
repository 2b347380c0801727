//! `cargo xtask wasm`: the WebAssembly build into `pkg/wasm`, and the npm package's own build into `pkg/dist`.

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::args::Args;
use crate::codegen;
use crate::install::{self, WASM_TARGET};
use crate::shell::{self, Outcome, cargo, command, npm, root};

/// What the WebAssembly build is made from.
pub const SOURCES: &[&str] = &["src", "data", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml", "xtask/src"];

/// What the npm package is made from, besides.
const PACKAGE_SOURCES: &[&str] = &["pkg/src", "pkg/package.json", "pkg/wasm"];

/// The standard library is built along: its own build carries the texts of panics and the fastest sorts, a quarter of the
/// module. These flags are unstable, so RUSTC_BOOTSTRAP lets the stable compiler take them, in a target folder apart.
const STD_FROM_SOURCE: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

/// A panic traps, as it would after its text: nothing reads that here, and a test shows that no input causes one.
const RUSTFLAGS: &str = "-C target-feature=+simd128 -Z unstable-options -C panic=immediate-abort -Z location-detail=none -C llvm-args=-inline-threshold=0";

/// The command.
pub fn run(args: Args) -> Outcome {
    args.finish()?;
    build()?;
    package()
}

/// Builds what is missing or stale.
pub fn refresh() -> Outcome {
    if !shell::is_fresh(&output("rules.json"), SOURCES) {
        build()?;
    }
    if shell::is_fresh(&root("pkg/dist/index.js"), PACKAGE_SOURCES) { Ok(()) } else { package() }
}

/// A file of `pkg/wasm`.
pub fn output(name: &str) -> PathBuf {
    root("pkg/wasm").join(name)
}

/// `kenpin_bg.wasm`, its glue, the language packs and `rules.json`, the last one last.
pub fn build() -> Outcome {
    install::wasm_target()?;
    install::rust_source()?;
    let folder = target_folder().join("wasm-build");
    shell::run(
        cargo()
            .args(["build", "--lib", "--profile", "wasm", "--target", WASM_TARGET])
            .args(["--no-default-features", "--features", "wasm", "--target-dir"])
            .arg(&folder)
            .args(STD_FROM_SOURCE)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", RUSTFLAGS),
    )?;
    let built = folder.join(WASM_TARGET).join("wasm/kenpin.wasm");
    let bound = folder.join("wasm-bindgen");
    bind(&built, &bound)?;
    optimize(&bound.join("kenpin_bg.wasm"), &output("kenpin_bg.wasm"))?;
    minify(&bound.join("kenpin.js"), &output("kenpin.js"))?;
    shell::write(&output("kenpin.d.ts"), shell::read(&bound.join("kenpin.d.ts"))?)?;
    for (name, content) in codegen::wasm_files()? {
        shell::write(&output(name), content)?;
    }
    Ok(())
}

/// The JavaScript around the module, as its exports ask for.
fn bind(built: &Path, folder: &Path) -> Outcome {
    let generate = || {
        Bindgen::new()
            .input_path(built)
            .web(true)?
            .typescript(true)
            .out_name("kenpin")
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate(folder)
    };
    generate().map_err(|error| format!("wasm-bindgen: {error:#}"))
}

fn optimize(from: &Path, to: &Path) -> Outcome {
    install::node_modules("xtask")?;
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    }
    shell::run(
        command("node")
            .arg(root("xtask/node_modules/binaryen/bin/wasm-opt"))
            // Which instructions it may use, it reads from the module itself.
            // Flat code shows it more to share: one hundredth less, and no slower.
            .args(["--flatten", "--rereloop", "-Oz", "-Oz", "--strip-target-features"])
            .arg(from)
            .arg("-o")
            .arg(to),
    )
}

/// The glue without its comments: it is read by machines only.
fn minify(from: &Path, to: &Path) -> Outcome {
    let esbuild = root("xtask/node_modules/.bin/esbuild");
    let outfile = format!("--outfile={}", to.display());
    let options = ["--minify", "--format=esm", "--log-level=warning", "--allow-overwrite", outfile.as_str()];
    shell::run(command(esbuild).args(options).arg(from))
}

/// `npm run build` in `pkg`.
fn package() -> Outcome {
    if !root("pkg/package.json").is_file() {
        println!("pkg/package.json is not there: only pkg/wasm was built");
        return Ok(());
    }
    install::node_modules("pkg")?;
    shell::run(npm("pkg").args(["run", "build"]))
}

/// Where cargo builds.
fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root("target"), |folder| root(".").join(folder))
}
