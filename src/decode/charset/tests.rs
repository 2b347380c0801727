#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod corpus;
mod oracle;
mod properties;
mod strictness;

use super::{Charset, HostDecode, set_host_decoder};

/// A charset by a label that it must know.
fn charset(label: &str) -> Charset {
    Charset::from_label(label.as_bytes()).unwrap()
}

/// encoding_rs as a host: the same that feature `host` builds in, for builds without.
fn lend_host() {
    const HOST: HostDecode = |label, bytes| {
        let set = encoding_rs::Encoding::for_label(label.as_bytes())?;
        Some(set.decode_without_bom_handling(bytes).0.into_owned())
    };
    set_host_decoder(HOST);
}
