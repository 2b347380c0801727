//! Where the Public Suffix List comes from: compiled in, or handed in by the host, as a file beside the WebAssembly.

/// The list, unless this build is one that waits for it.
#[cfg(not(feature = "wasm"))]
#[allow(clippy::unnecessary_wraps)] // The other build may have none yet.
pub(super) fn get() -> Option<&'static super::suffix::List> {
    use super::suffix::{List, PACKED};
    static LIST: List = List::new(PACKED);
    Some(&LIST)
}

#[cfg(feature = "wasm")]
pub(super) use handed::get;
#[cfg(feature = "wasm")]
pub use handed::hand_in;

#[cfg(feature = "wasm")]
mod handed {
    use std::cell::Cell;

    use super::super::suffix::{List, PACKED};

    thread_local! { static LIST: Cell<Option<&'static List>> = const { Cell::new(None) } }

    /// What only this build's own list has: another one, cut off or of another day, could not be read.
    const MARK: (usize, u64) = (PACKED.len(), mark(PACKED));

    pub(in super::super) fn get() -> Option<&'static List> {
        LIST.get()
    }

    /// Takes the packed list; the first one stays. Whether there is one now.
    pub fn hand_in(packed: &[u8]) -> bool {
        if LIST.get().is_none() && (packed.len(), mark(packed)) == MARK {
            LIST.set(Some(Box::leak(Box::new(List::new(packed.to_vec().leak())))));
        }
        LIST.get().is_some()
    }

    /// FNV-1a.
    const fn mark(bytes: &[u8]) -> u64 {
        let (mut hash, mut at) = (0xCBF2_9CE4_8422_2325_u64, 0);
        while at < bytes.len() {
            hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01B3);
            at += 1;
        }
        hash
    }
}
