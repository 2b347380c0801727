//! cargo xtask
mod charset;
#[allow(dead_code, reason = "codegen and the tests call it")]
mod psl;

fn main() -> std::io::Result<()> {
    match std::env::args().nth(1).as_deref() {
        Some("charset-tables") => charset::write(),
        _ => Ok(()),
    }
}
