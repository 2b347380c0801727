//! Speed of the HTML reader on the HTML parts of newsletters.
//!
//! `cargo bench --bench html -- DIR` reads every file of DIR (decoded HTML, UTF-8); without DIR it makes its own page.
//! Prints MB/s of the best of several passes, beside a scan for line breaks and other tokenizers.
#![allow(clippy::print_stdout, clippy::cast_precision_loss)]

use std::hint::black_box;
use std::time::Instant;

use kenpin::html::page::Page;
use kenpin::html::token::Tokenizer;

fn main() {
    let pages = pages();
    let size: usize = pages.iter().map(String::len).sum();
    println!("{} pages, {} bytes", pages.len(), size);
    let scan = |text: &str| memchr::memchr_iter(b'\n', text.as_bytes()).count();
    let scan = (0..15).map(|_| pass(&pages, &scan)).fold(f64::INFINITY, f64::min);
    let measure = |name: &str, read: &dyn Fn(&str) -> usize| {
        let best = (0..15).map(|_| pass(&pages, read)).fold(f64::INFINITY, f64::min);
        println!("{name:24} {:8.0} MB/s, {:6.1} times the scan for line breaks", size as f64 / best / 1e6, best / scan);
    };
    measure("html::token", &|text| Tokenizer::new(text).count());
    measure("html::page", &|text| Page::read(text).links.len());
    measure("visible text", &|text| Page::read(text).visible_text(text).len());
    measure("html5gum", &|text| html5gum::Tokenizer::new(text).count());
    measure("tl", &|text| tl::parse(text, tl::ParserOptions::default()).map_or(0, |dom| dom.nodes().len()));
}

fn pass(pages: &[String], read: &dyn Fn(&str) -> usize) -> f64 {
    let start = Instant::now();
    for page in pages {
        black_box(read(black_box(page)));
    }
    start.elapsed().as_secs_f64()
}

fn pages() -> Vec<String> {
    let Some(dir) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) else {
        return vec![made_up_page()];
    };
    let Ok(entries) = std::fs::read_dir(&dir) else { return vec![made_up_page()] };
    entries.flatten().filter_map(|entry| std::fs::read_to_string(entry.path()).ok()).collect()
}

fn made_up_page() -> String {
    let row = "\r\n<tr><td class=\"c7\" style=\"padding:12px 24px;color:#334455;font-size:14px\">\
        <img src=\"https://cdn.minatobunko.co.jp/i/1.png\" width=\"80\" height=\"80\" alt=\"新刊\"\
        \x20style=\"display:block\">\
        <a href=\"https://www.minatobunko.co.jp/b/1?utm_source=news&amp;id=1\" style=\"color:#0645ad\">新刊のご案内</a>\
        <p>今月の新刊をご案内いたします。New this month, with a few words on each of the books. \r\n\
        Read more about them on our pages, or come and see us in the shop near the harbour.</p></td></tr>";
    format!("<!DOCTYPE html>\r\n<html lang=\"ja\"><body><table>{}</table></body></html>", row.repeat(300))
}
