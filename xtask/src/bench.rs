//! `cargo xtask bench`: makes the mail to measure, then runs `benches/lint.rs`, which holds the bars.

use crate::args::Args;
use crate::shell::{self, Outcome, cargo, command, root};

/// The command.
pub fn run(mut args: Args) -> Outcome {
    let case = args.value("--case")?;
    args.finish()?;
    if !root("benches/lint.rs").is_file() {
        return Err("benches/lint.rs is not there".to_owned());
    }
    for (script, folder) in [("mail.py", "mail"), ("hard.py", "hard")] {
        generate(script, folder)?;
    }
    let mut bench = cargo();
    bench.args(["bench", "--bench", "lint", "--"]).arg(root("target/bench-mail"));
    shell::run(bench.args(case))
}

/// Runs a generator once; its folder gets its name only when it is complete.
fn generate(script: &str, folder: &str) -> Outcome {
    let folder = root("target/bench-mail").join(folder);
    if folder.is_dir() {
        return Ok(());
    }
    let generator = shell::shared(&format!("bench/{script}"))
        .ok_or(format!("../shared/bench/{script} is not there: there is no mail to measure"))?;
    println!("making {} (once)", folder.display());
    let unfinished = folder.with_extension("unfinished");
    std::fs::create_dir_all(&unfinished).map_err(|error| format!("{}: {error}", unfinished.display()))?;
    shell::run(command("python3").arg(generator).arg(&unfinished))?;
    std::fs::rename(&unfinished, &folder).map_err(|error| format!("{}: {error}", folder.display()))
}
