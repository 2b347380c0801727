//! The address fields of a message, each read once.

use super::Message;
use crate::decode::word::HeaderText;
use crate::find::{find, replace};
use crate::options::Options;
use crate::profile::Profile;
use crate::scan::{Field, Name};
use crate::span::Span;
use crate::value::addr::{AddressList, Mailbox};

/// A field that holds addresses.
#[derive(Clone, Debug)]
pub struct AddressField {
    /// The field.
    pub field: Field,
    /// What stands in it.
    pub list: AddressList,
    /// Whether it can be judged: no token that a mail system will replace, and no bytes of ISO-2022-JP, which look like
    /// quotes and brackets.
    pub readable: bool,
}

/// From, where there is none.
static NOBODY: AddressList = AddressList { mailboxes: Vec::new(), groups: Vec::new(), faults: Vec::new() };

impl<'a> Message<'a> {
    /// The fields that hold addresses, in order.
    pub fn address_fields(&self) -> &[AddressField] {
        self.addresses.get_or_init(|| {
            let mut all = Vec::new();
            for field in self.fields().iter().filter(|field| field.name.holds_addresses()) {
                let list = AddressList::read(self.input.bytes, field.body);
                all.push(AddressField { field: *field, list, readable: is_readable(self.slice(field.body)) });
            }
            all
        })
    }

    /// Whether servers that take UTF-8 in header fields are asked for, or have carried the message (RFC 6531 section 4.3).
    pub fn is_smtputf8(&self, options: &Options) -> bool {
        let mut hops = self.all(Name::Received);
        options.audience.contains(&Profile::Smtputf8)
            || hops.any(|hop| find(self.slice(hop.body), b"UTF8SMTP").is_some())
    }

    /// The fields that hold addresses and can be judged.
    pub fn readable_addresses(&self) -> impl Iterator<Item = &AddressField> {
        self.address_fields().iter().filter(|it| it.readable)
    }

    /// The mailboxes of the first field of this name.
    pub fn addresses(&self, name: Name) -> &AddressList {
        self.address_fields().iter().find(|it| it.field.name == name).map_or(&NOBODY, |it| &it.list)
    }

    /// The mailboxes of From.
    pub fn from(&self) -> &AddressList {
        self.addresses(Name::From)
    }

    /// The domain of the first mailbox in From.
    pub fn from_domain(&self) -> Option<&'a str> {
        self.domain_of(self.from().mailboxes.first()?)
    }

    /// The domain of a mailbox; none where it is empty or no text.
    pub fn domain_of(&self, mailbox: &Mailbox) -> Option<&'a str> {
        std::str::from_utf8(self.slice(mailbox.domain)).ok().filter(|domain| !domain.is_empty())
    }

    /// A display name as a reader sees it: decoded, without quotes.
    pub fn display_name(&self, name: Span) -> String {
        let text = HeaderText::read(self.bytes(), name).text;
        let quoted = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        match quoted {
            Some(inside) => replace(&replace(inside, "\\\"", "\""), "\\\\", "\\"),
            None => text.into_owned(),
        }
    }
}

fn is_readable(value: &[u8]) -> bool {
    (0..value.len()).all(|at| {
        !matches!(
            value[at..],
            [0x1b, ..]
                | [b'{', b'{' | b'%', ..]
                | [b'<' | b'%', b'%', ..]
                | [b'*', b'|', ..]
                | [b'$', b'{', ..]
                | [b'[', b'[', ..]
        )
    })
}
