//! `cargo xtask COMMAND`: everything that is done to kenpin's tree. One file per command.

// A build tool talks to the person who runs it.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod args;
mod bench;
mod charset;
mod codegen;
mod compare;
mod corpus;
mod fuzz;
mod install;
mod lowercase;
mod new_rule;
mod psl;
mod serve;
mod shell;
mod shoot;
mod site;
mod size;
mod test;
mod wasm;

use std::process::ExitCode;

use args::Args;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  serve [--port N]                      build what is missing or stale, serve the page on 127.0.0.1
  test [--all]                          everything that guards a change; --all adds fuzzing and Firefox

  wasm                                  the WebAssembly build and the npm package (pkg/wasm, pkg/dist)
  site                                  the static page (www/dist)
  size                                  what a visitor downloads, against its limits
  shoot                                 the README's pictures of the page (docs/page.png, docs/page-ja.png)

  new-rule GROUP/ID                     a new rule: its file, and its lines in the list
  codegen [--check]                     what is written from rules and data: pages, tables
  suffixes FILE PACKAGE                 take over a newer Public Suffix List
  compare [--check]                     docs/compare.md, what other checkers check, from xtask/compare.tsv
  corpus [--rule ID] [--level LEVEL]    what the rules find in ../shared/corpora: counts by rule and set
         [--set PREFIX] [--wanted]      in paths that begin so; in the mail of xtask/wanted.txt
         [--show]                       each finding, to be read
  corpus --accuracy [--check]           docs/accuracy.md from xtask/accuracy.tsv; what is not judged yet
  bench [--case NAME]                   speed, growth and memory against their bars
  fuzz [--seconds N] [--target NAME]    fuzz each target for N seconds (default 60)
";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    match run(&command, Args::new(words)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("cargo xtask {command}: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, args: Args) -> shell::Outcome {
    match command {
        "serve" => serve::run(args),
        "test" | "ci" => test::run(args),
        "wasm" => wasm::run(args),
        "site" => site::run(args),
        "size" => size::run(args),
        "shoot" => shoot::run(args),
        "new-rule" => new_rule::run(args),
        "codegen" => codegen::run(args),
        "compare" => compare::run(args),
        "suffixes" => psl::run(args),
        "corpus" => corpus::run(args),
        "bench" => bench::run(args),
        "fuzz" => fuzz::run(args),
        "" | "help" | "-h" | "--help" => {
            print!("{USAGE}");
            Ok(())
        }
        _ => Err(format!("there is no such command\n\n{USAGE}")),
    }
}
