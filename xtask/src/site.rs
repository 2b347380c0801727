//! `cargo xtask site`: the static page into `www/dist`.

use crate::args::Args;
use crate::shell::{self, Outcome, npm, root};
use crate::{install, wasm};

/// What the page is made from, besides the package.
const SOURCES: &[&str] =
    &["www/src", "www/public", "www/index.html", "www/package.json", "www/vite.config.ts", "pkg/dist"];

/// The command.
pub fn run(args: Args) -> Outcome {
    args.finish()?;
    wasm::refresh()?;
    build()
}

/// Builds what is missing or stale.
pub fn refresh() -> Outcome {
    wasm::refresh()?;
    if shell::is_fresh(&root("www/dist/index.html"), SOURCES) { Ok(()) } else { build() }
}

/// Builds the page from the package as it is.
pub fn build() -> Outcome {
    if !root("www/package.json").is_file() {
        return Err("www/package.json is not there: the page cannot be built".to_owned());
    }
    install::node_modules("www")?;
    shell::run(npm("www").args(["run", "build"]))
}
