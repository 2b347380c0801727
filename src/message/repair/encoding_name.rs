//! What a misspelled Content-Transfer-Encoding means.

use crate::decode::{base64, qp};
use crate::finding::Safety;
use crate::message::Message;
use crate::scan::Entity;

/// The encoding that a misspelled name means, where the body is in it. Who does not guess so far shows what is encoded.
pub fn meant_encoding(msg: &Message, entity: &Entity, lower: &[u8]) -> Option<(&'static str, Safety)> {
    let letters: Vec<u8> = lower.iter().copied().filter(u8::is_ascii_alphanumeric).collect();
    let body = msg.slice(entity.body);
    match &letters[..] {
        b"7bit" | b"7bits" if body.is_ascii() => Some(("7bit", Safety::Safe)),
        b"8bit" | b"8bits" => Some(("8bit", Safety::Safe)),
        b"base64" if base64::audit(body).0.count() == 0 => Some(("base64", Safety::Offer)),
        b"quotedprintable" if qp::audit(body).count() == 0 => Some(("quoted-printable", Safety::Offer)),
        _ => None,
    }
}
