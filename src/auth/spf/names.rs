//! Names as DNS takes them.

/// Several labels of 1 to 63 bytes (section 4.3).
pub fn is_dns_name(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    crate::find::has(name, ".") && !name.starts_with('[') && could_be_asked(name)
}

/// Labels of 1 to 63 bytes, 253 in all.
pub fn could_be_asked(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    name.len() <= 253 && name.split('.').all(|label| (1..=63).contains(&label.len()))
}
