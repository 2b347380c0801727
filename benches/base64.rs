//! Speed of base64: looking attachments over, decoding and encoding.
//!
//! `cargo bench --bench base64` prints MB/s of the best of several passes: over 25 MB, an attachment, and over 200 kB, a
//! text. Lines have 76 characters. Decoding 25 MB is mostly the system's work of handing out memory: compare with `copy`.
#![allow(clippy::print_stdout, clippy::cast_precision_loss)]

use std::hint::black_box;
use std::time::Instant;

use kenpin::decode::base64::{audit, decode, encode, encode_into};

fn main() {
    for (name, len, times) in [("25 MB", 18_750_000, 1), ("200 kB", 150_000, 5)] {
        let bytes: Vec<u8> = (0_u32..len).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let lines = encode(&bytes, "\r\n");
        let mut one_line = Vec::new();
        encode_into(&bytes, &mut one_line);
        println!("{name}");
        measure("copy", &lines, times, &|raw| u64::from(black_box(raw.to_vec())[0]));
        measure("audit, lines", &lines, times, &|raw| audit(raw).1);
        measure("audit, one line", &one_line, times, &|raw| audit(raw).1);
        measure("decode, lines", &lines, times, &|raw| decode(raw).bytes.len() as u64);
        measure("decode, one line", &one_line, times, &|raw| decode(raw).bytes.len() as u64);
        measure("encode", &bytes, times, &|raw| encode(raw, "\r\n").len() as u64);
    }
}

fn measure(name: &str, raw: &[u8], times: u32, work: &dyn Fn(&[u8]) -> u64) {
    let pass = || {
        let start = Instant::now();
        for _ in 0..times {
            black_box(work(black_box(raw)));
        }
        start.elapsed().as_secs_f64() / f64::from(times)
    };
    let best = (0..60).map(|_| pass()).fold(f64::INFINITY, f64::min);
    println!("  {name:20} {:8.0} MB/s", raw.len() as f64 / best / 1e6);
}
