//! Domains under which anybody gets a mailbox: `data/freemail.txt`, and those of the receivers.

use super::audience::{fits, receiver_of_domain};
use crate::tables::{self, Table};
use crate::value::domain::organizational_domain;

/// Whether anybody can have an address in this domain.
pub fn is_freemail(domain: &str) -> bool {
    // `live.shop.example` is no `live.*`: what somebody registered is compared.
    organizational_domain(domain)
        .is_some_and(|org| receiver_of_domain(&org).is_some() || lines().any(|it| fits(it, &org)))
}

fn lines() -> impl Iterator<Item = &'static str> {
    tables::lines(Table::Freemail).iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::domain::to_ascii;

    #[test]
    fn every_line_is_a_registered_domain() {
        for line in lines() {
            let domain = line.replace('*', "com");
            assert!(to_ascii(&domain).as_deref() == Some(&domain), "{line}");
            assert_eq!(organizational_domain(&domain).as_deref(), Some(&*domain), "{line}");
            assert!(receiver_of_domain(&domain).is_none(), "{line} is a receiver's");
        }
    }

    #[test]
    fn domains_of_all_and_of_one() {
        for domain in ["gmail.com", "gmx.net", "GMX.de", "yahoo.co.jp", "docomo.ne.jp", "nifty.com", "mx.nifty.com"] {
            assert!(is_freemail(domain), "{domain}");
        }
        for domain in ["minatobunko.co.jp", "live.minatobunko.co.jp", "gmx.minatobunko.co.jp", "com", ""] {
            assert!(!is_freemail(domain), "{domain}");
        }
    }
}
