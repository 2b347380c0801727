//! `cargo xtask shoot`: the README's pictures of the page, `docs/page.png` and `docs/page-ja.png`.

use crate::args::Args;
use crate::install;
use crate::shell::{self, Outcome, npm};
use crate::site;

/// The command.
pub fn run(args: Args) -> Outcome {
    args.finish()?;
    let chromium = install::chromium()?;
    site::refresh()?;
    shell::run(npm("www").args(["run", "shoot"]).env("CHROMIUM", chromium))
}
