//! What the faults of a base64 body come to.

use super::{Decoded, Fault, decode};
use crate::span::Span;

/// From the worst to what nobody minds.
const RANKS: [Fault; 7] = [
    Fault::Illegal,
    Fault::StrayPadding,
    Fault::Truncated,
    Fault::UrlAlphabet,
    Fault::AfterPadding,
    Fault::Blank,
    Fault::TrailingBits,
];

/// The worst of the faults of a body, and its places: the rest comes from it, mostly.
pub fn worst(faults: &[(Fault, Span)]) -> Option<(Fault, Vec<Span>)> {
    // What follows the end is one defect, whatever is wrong in it.
    let end = faults.iter().position(|(fault, _)| *fault == Fault::AfterPadding).map_or(faults.len(), |at| at + 1);
    for kind in RANKS {
        let mut places = Vec::new();
        for (fault, span) in &faults[..end] {
            if *fault == kind {
                places.push(*span);
            }
        }
        if !places.is_empty() {
            return Some((kind, places));
        }
    }
    None
}

/// The bytes that a faulty body surely holds; nothing where some are missing, or where other text is mixed in.
pub fn certain(raw: &[u8], faults: &[(Fault, Span)]) -> Option<Vec<u8>> {
    let has = |kind| faults.iter().any(|(fault, _)| *fault == kind);
    // Foreign characters with blanks among them are a footer, which must not become data.
    let footer = (has(Fault::Illegal) || has(Fault::AfterPadding)) && has(Fault::Blank);
    let Decoded { bytes, .. } = (!has(Fault::Truncated) && !footer && faults.len() <= 100).then(|| decode(raw))?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::super::audit;
    use super::*;

    fn judged(raw: &str) -> (Option<Fault>, Option<Vec<u8>>) {
        let (faults, _) = audit(raw.as_bytes());
        (worst(faults.list()).map(|(kind, _)| kind), certain(raw.as_bytes(), faults.list()))
    }

    #[test]
    fn the_worst_speaks_and_certain_bytes_stay() {
        for (raw, kind, bytes) in [
            ("YQ==", None, Some("a")),
            ("YW!Jj", Some(Fault::Illegal), Some("abc")),
            ("YQ== a list", Some(Fault::AfterPadding), None),
            ("YQ==YQ==", Some(Fault::AfterPadding), Some("aa")),
            ("YWJ", Some(Fault::Truncated), None),
            ("YW Jj", Some(Fault::Blank), Some("abc")),
            ("YR==", Some(Fault::TrailingBits), Some("a")),
            ("YW!J j", Some(Fault::Illegal), None),
        ] {
            assert_eq!(judged(raw), (kind, bytes.map(|text| text.as_bytes().to_vec())), "{raw}");
        }
    }
}
