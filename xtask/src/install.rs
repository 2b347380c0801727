//! Fetches what the tree needs besides Rust and Node, when it is missing and only then.

use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{self, Outcome, command, npm, root, which};

/// The target of the WebAssembly build.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Rust's standard library for WebAssembly.
pub fn wasm_target() -> Outcome {
    let sysroot = shell::output(command("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM_TARGET).join("lib").is_dir() {
        return Ok(());
    }
    println!("installing Rust's {WASM_TARGET} target");
    shell::run(command("rustup").args(["target", "add", WASM_TARGET])).map_err(|error| {
        format!(
            "{error}\nRust's standard library for {WASM_TARGET} is missing.\n\
             With rustup:  rustup target add {WASM_TARGET}\n\
             Debian's own Rust:  apt-get install libstd-rust-dev-wasm32  (or rustc-web with libstd-rust-web-dev-wasm32)"
        )
    })
}

/// The source of Rust's standard library, to build it small.
pub fn rust_source() -> Outcome {
    let sysroot = shell::output(command("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/Cargo.lock").is_file() {
        return Ok(());
    }
    println!("installing the source of Rust's standard library");
    shell::run(command("rustup").args(["component", "add", "rust-src"])).map_err(|error| {
        format!(
            "{error}\nThe source of Rust's standard library is missing.\n\
             With rustup:  rustup component add rust-src\n\
             Debian's own Rust:  apt-get install rust-web-src"
        )
    })
}

/// The node modules of a folder, as its lock file says.
pub fn node_modules(folder: &str) -> Outcome {
    if which(&["node", "node.exe"]).is_none() {
        return Err("Node is missing: install it from https://nodejs.org, or  apt-get install nodejs npm".to_owned());
    }
    let lock = format!("{folder}/package-lock.json");
    let locked = root(&lock).is_file();
    let installed = root(&format!("{folder}/node_modules/.package-lock.json"));
    if shell::is_fresh(&installed, &[if locked { lock.as_str() } else { folder }]) {
        return Ok(());
    }
    println!("installing {folder}/node_modules");
    let install = if locked { "ci" } else { "install" };
    shell::run(npm(folder).args([install, "--no-audit", "--no-fund", "--loglevel=error"]))?;
    // npm keeps the time of an unchanged list; without this it would be installed again each time.
    let touched = fs::File::options().append(true).open(&installed).and_then(|file| {
        let now = std::time::SystemTime::now();
        file.set_modified(now)
    });
    touched.map_err(|error| format!("{folder}/node_modules is not complete: {error}"))
}

/// A Chromium for the browser tests, and a font for their Japanese.
pub fn chromium() -> Result<PathBuf, String> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    browser("Chromium", &names, &["chromium", "fonts-noto-cjk"])
}

/// A Firefox for the browser tests.
pub fn firefox() -> Result<PathBuf, String> {
    browser("Firefox", &["firefox-esr", "firefox"], &["firefox-esr", "fonts-noto-cjk"])
}

fn browser(title: &str, names: &[&str], packages: &[&str]) -> Result<PathBuf, String> {
    if let Some(path) = which(names) {
        return Ok(path);
    }
    let advice = format!("{title} is missing; on Debian:  sudo apt-get install -y {}", packages.join(" "));
    if which(&["apt-get"]).is_none() || !is_root() {
        return Err(advice);
    }
    println!("installing {title}");
    let apt = || {
        let mut apt = command("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq");
        apt
    };
    shell::run(apt().arg("update")).map_err(|error| format!("{error}\n{advice}"))?;
    shell::run(apt().args(["install", "-y", "--no-install-recommends"]).args(packages))
        .map_err(|error| format!("{error}\n{advice}"))?;
    which(names).ok_or(advice)
}

fn is_root() -> bool {
    shell::output(command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
