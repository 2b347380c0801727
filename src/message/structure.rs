//! Shapes of the tree of parts that rules judge.

mod narrow;
mod nesting;
mod outside;
mod repeated;

pub use nesting::Nesting;
pub use outside::Outside;
