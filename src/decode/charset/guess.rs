use super::label::Charset;
/// .
pub fn fits(bytes: &[u8]) -> Vec<Charset> {
    let _ = bytes;
    Vec::new()
}
/// .
pub fn guess(bytes: &[u8]) -> Option<Charset> {
    fits(bytes).first().copied()
}
