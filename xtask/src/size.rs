//! `cargo xtask size`: what a visitor downloads, against its limits.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::args::Args;
use crate::shell::{self, Outcome, command, root};
use crate::wasm;

/// The module, its glue and one language, gzip.
const CORE_LIMIT: u64 = 260 * 1024;
/// All that the page loads before it is ready, gzip.
const PAGE_LIMIT: u64 = 470 * 1024;

/// Reads paths from its arguments, prints `bytes gzip brotli` for each.
const MEASURE: &str = "
const z = require('zlib'), fs = require('fs');
for (const path of process.argv.slice(1)) {
  const bytes = fs.readFileSync(path);
  const gzip = z.gzipSync(bytes, { level: 9 }).length;
  console.log(bytes.length, gzip, z.brotliCompressSync(bytes).length);
}";

/// The command.
pub fn run(args: Args) -> Outcome {
    args.finish()?;
    let core = core_files();
    if let Some(missing) = core.iter().find(|path| !path.is_file()) {
        return Err(format!("{} is not there: run  cargo xtask wasm", missing.display()));
    }
    let core = report("WebAssembly core, one language", &core, CORE_LIMIT)?;
    let page = page_files(&root("www/dist"));
    if page.is_empty() {
        println!("www/dist is not there: the page was not measured (cargo xtask site)");
        return core;
    }
    // Both tables are printed before either failure.
    core.and(report("The page's first load", &page, PAGE_LIMIT)?)
}

/// The module, its glue and the longer one of the language packs.
fn core_files() -> Vec<PathBuf> {
    let packs = [wasm::output("en.txt"), wasm::output("ja.txt")];
    let longer = packs.into_iter().max_by_key(|path| bytes(path));
    let mut files = vec![wasm::output("kenpin_bg.wasm"), wasm::output("kenpin.js")];
    files.extend(longer);
    files
}

/// Everything in the page's folder, less source maps and the shorter one of the language packs.
fn page_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = shell::files(folder);
    files.retain(|path| path.extension().is_none_or(|extension| extension != "map"));
    let packs = files.iter().filter(|path| is_pack(path));
    if packs.clone().count() > 1
        && let Some(shorter) = packs.min_by_key(|path| bytes(path)).cloned()
    {
        files.retain(|path| *path != shorter);
    }
    files
}

/// `en.txt`, or `en-1a2b3c.txt` as bundlers name it.
fn is_pack(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let language = name.split(['.', '-']).next().unwrap_or_default();
    name.ends_with(".txt") && matches!(language, "en" | "ja")
}

fn bytes(path: &Path) -> u64 {
    path.metadata().map_or(0, |data| data.len())
}

/// Prints one table; the inner outcome says whether the sum keeps its limit.
fn report(title: &str, files: &[PathBuf], limit: u64) -> Result<Outcome, String> {
    let measured = shell::output(command("node").args(["-e", MEASURE]).args(files))?;
    let mut table = format!("{title}\n{:>12} {:>10} {:>10}\n", "bytes", "gzip", "brotli");
    let mut sums = [0; 3];
    for (line, path) in measured.lines().zip(files) {
        let sizes: Vec<u64> = line.split(' ').filter_map(|number| number.parse().ok()).collect();
        let &[bytes, gzip, brotli] = sizes.as_slice() else { return Err(format!("cannot read the size {line:?}")) };
        for (sum, size) in sums.iter_mut().zip([bytes, gzip, brotli]) {
            *sum += size;
        }
        let shown = path.strip_prefix(root(".")).unwrap_or(path);
        let _ = writeln!(table, "{bytes:>12} {gzip:>10} {brotli:>10}  {}", shown.display());
    }
    let [bytes, gzip, brotli] = sums;
    println!("{table}{bytes:>12} {gzip:>10} {brotli:>10}  sum; limit {limit} gzip\n");
    Ok(if gzip > limit { Err(format!("{title}: {gzip} bytes gzip, over the limit of {limit}")) } else { Ok(()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packs_are_known_by_name() {
        assert!(is_pack(Path::new("dist/assets/ja-Bx3_k.txt")));
        assert!(is_pack(Path::new("dist/en.txt")));
        assert!(!is_pack(Path::new("dist/enter.txt")));
        assert!(!is_pack(Path::new("dist/robots.txt")));
    }
}
