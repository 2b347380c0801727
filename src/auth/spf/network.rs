//! Addresses that share their first bits (RFC 7208 section 5.6).

use super::record::Network;
use std::net::IpAddr;

impl Network {
    /// Whether an address is in it.
    pub fn holds(self, ip: IpAddr) -> bool {
        match (self, ip) {
            (Self::V4(network, bits), IpAddr::V4(_)) => share_bits(IpAddr::V4(network), ip, bits, 0),
            (Self::V6(network, bits), IpAddr::V6(_)) => share_bits(IpAddr::V6(network), ip, 0, bits),
            _ => false,
        }
    }
}

/// Whether two addresses of one family agree in their first bits.
pub fn share_bits(a: IpAddr, b: IpAddr, v4: u8, v6: u8) -> bool {
    match (a, b) {
        (IpAddr::V4(a), IpAddr::V4(b)) => {
            let differ = u32::from(a) ^ u32::from(b);
            differ.leading_zeros() >= u32::from(v4)
        }
        (IpAddr::V6(a), IpAddr::V6(b)) => {
            let differ = u128::from(a) ^ u128::from(b);
            differ.leading_zeros() >= u32::from(v6)
        }
        _ => false,
    }
}
