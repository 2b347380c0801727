//! cargo xtask
#[allow(dead_code, reason = "codegen and the tests call it")]
mod psl;

fn main() {}
