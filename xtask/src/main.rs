//! cargo xtask
mod charset;

fn main() -> std::io::Result<()> {
    match std::env::args().nth(1).as_deref() {
        Some("charset-tables") => charset::write(),
        _ => Ok(()),
    }
}
