//! How large is too large, for whom, in words.

use crate::finding::Case;
use crate::profile::{Demand, Outcome::*, Profile::*, limit};
use crate::text::Text;

/// Fields of a message.
pub const COUNT_LIMIT: u64 = limit("gmail-header-fields");
/// A field's value.
pub const FIELD_LIMIT: u64 = limit("gmail-field-octets");
/// The subject.
pub const SUBJECT_LIMIT: u64 = limit("gmail-subject-octets");
/// Message-ID.
pub const ID_LIMIT: u64 = limit("gmail-message-id-octets");
/// A field's name.
pub const NAME_LIMIT: u64 = limit("gmail-field-name-octets");
/// What filters read of a field.
pub const CUT_LIMIT: u64 = limit("spamassassin-field-octets");

/// Sizes of a whole header, the largest first.
pub const TOTALS: [(&Case, u64); 3] = [
    (&TOTAL, limit("gmail-header-octets")),
    (&LARGE, limit("sendmail-header-octets")),
    (&LONG, limit("softbank-header-octets")),
];

const fn case(name: &'static str, demands: &'static [Demand], en: &'static str, ja: &'static str) -> Case {
    Case { name, message: Text::new(en, ja), demands }
}

const TOTAL_EN: &str = "The header has {octets} bytes; {limit} are the limit. The largest field is {name}.";
const TOTAL_JA: &str = "ヘッダーが{octets}バイトあり、上限の{limit}を超えています。最も大きいフィールドは{name}です。";
const FIELD_EN: &str = "{name} has {octets} bytes; {limit} are the limit.";
const FIELD_JA: &str = "{name}が{octets}バイトあり、上限の{limit}を超えています。";
const GMAIL: &[Demand] = &[Demand::error(Gmail, Refuse), Demand::warning(Yahoo, Refuse)];

/// The header, at Gmail.
pub static TOTAL: Case = case(
    "total",
    &[
        Demand::error(Gmail, Refuse),
        Demand::warning(Yahoo, Refuse),
        Demand::warning(Softbank, Refuse),
        Demand::warning(Mta, Refuse),
    ],
    TOTAL_EN,
    TOTAL_JA,
);
/// The header, at servers.
pub static LARGE: Case =
    case("total-of-servers", &[Demand::warning(Softbank, Refuse), Demand::info(Mta, Refuse)], TOTAL_EN, TOTAL_JA);
/// The header, at carriers.
pub static LONG: Case = case("total-of-carriers", &[Demand::warning(Softbank, Refuse)], TOTAL_EN, TOTAL_JA);
/// Too many fields.
pub static COUNT: Case = case(
    "count",
    &[Demand::error(Gmail, Refuse)],
    "There are {octets} header fields; {limit} are the limit.",
    "ヘッダーフィールドが{octets}個あり、上限の{limit}を超えています。",
);
/// A field, at Gmail.
pub static FIELD: Case = case(
    "field",
    &[Demand::error(Gmail, Refuse), Demand::warning(Yahoo, Refuse), Demand::info(Spamfilter, Advice)],
    FIELD_EN,
    FIELD_JA,
);
/// A field, at filters.
pub static CUT: Case = case(
    "field-of-filters",
    &[Demand::info(Spamfilter, Advice)],
    "{name} has {octets} bytes; filters read the first {limit}.",
    "{name}が{octets}バイトあります。フィルターが読むのは先頭の{limit}バイトだけです。",
);
/// The subject.
pub static SUBJECT: Case = case("subject", GMAIL, FIELD_EN, FIELD_JA);
/// Message-ID.
pub static ID: Case = case("message-id", &[Demand::error(Gmail, Refuse)], FIELD_EN, FIELD_JA);
/// A name.
pub static NAME: Case = case(
    "name",
    &[Demand::error(Gmail, Refuse)],
    "The name of this field has {octets} bytes; {limit} are the limit.",
    "フィールド名が{octets}バイトあり、上限の{limit}を超えています。",
);
