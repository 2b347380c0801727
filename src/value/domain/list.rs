//! The Public Suffix List of this build, ready for look-ups.

use super::suffix::List;
use crate::tables::{self, Table};
#[cfg(feature = "wasm")]
use std::sync::OnceLock;

/// The list; none in a build that waits for it.
#[cfg(not(feature = "wasm"))]
#[allow(clippy::unnecessary_wraps)] // The other build may have none yet.
pub(super) fn get() -> Option<&'static List> {
    static LIST: List = List::new(tables::get(Table::Suffixes));
    Some(&LIST)
}

#[cfg(feature = "wasm")]
pub(super) fn get() -> Option<&'static List> {
    static LIST: OnceLock<List> = OnceLock::new();
    let packed = tables::get(Table::Suffixes);
    if packed.is_empty() { None } else { Some(LIST.get_or_init(|| List::new(packed))) }
}
