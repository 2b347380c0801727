//! Many recipients stand in To and Cc.
//!
//! Bulk mail that shows its readers to each other gives away their addresses; filters know the sign too. And whatever the
//! kind, Japanese carriers take no message with more than 100 recipients.
//!
//! Letters among people are left alone below that number, and so are mailing lists.
//!
//! # Bad
//! ```eml
//! Precedence: bulk
//! List-Unsubscribe: <https://minatobunko.co.jp/u/1>
//! List-Unsubscribe-Post: List-Unsubscribe=One-Click
//! To: a@readerpost.net, b@readerpost.net, c@readerpost.net, d@readerpost.net,
//! ~~ many-visible-recipients
//!  e@readerpost.net, f@readerpost.net, g@readerpost.net, h@readerpost.net,
//!  i@readerpost.net, j@readerpost.net, k@readerpost.net
//! ```
//! # Bad
//! ```eml audience=au
//! To: a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,
//! ~~ many-visible-recipients
//!  a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,
//!  a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,
//!  a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,
//!  a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,
//!  a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,
//!  a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp,a@b.jp
//! ```
//! # Good
//! ```eml
//! To: a@readerpost.net, b@readerpost.net, c@readerpost.net, d@readerpost.net,
//!  e@readerpost.net, f@readerpost.net, g@readerpost.net, h@readerpost.net,
//!  i@readerpost.net, j@readerpost.net, k@readerpost.net
//! ```

use crate::finding::Case;
use crate::message::{AddressField, Kind};
use crate::profile::{Demand, Outcome::*, Profile::*, limit};
use crate::rule::{Basis, Confidence, Cx, Group, Needs, Rule, Sink, Source};
use crate::scan::Name;
use crate::text::Text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "many-visible-recipients",
    group: Group::Format,
    level: crate::profile::Level::Warning,
    basis: Basis::Receiver,
    confidence: Confidence::Likely,
    needs: &[Needs::Headers],
    sources: &[
        Source::page("au: specifications of mail", "", "2026-11-24"),
        Source::page("SoftBank: developer notice on S!Mail", "", "2008-01-01"),
        Source::heuristic(
            "bulk mail with more than ten visible recipients is a list sent in the open",
            "10件を超える宛先が見える大量配信は、名簿の露出とみなす",
        ),
    ],
    title: Text::new("Many recipients in To and Cc", "ToとCcの宛先が多すぎます"),
    why: Text::new(
        "Every reader sees the addresses of all the others, and filters take such mail for junk. Japanese carriers refuse \
         more than 100 recipients.",
        "読者全員に、ほかの読者のアドレスが見えてしまいます。フィルターの評価も下がり、携帯会社は100件を超える宛先を受け付けません。",
    ),
    help: Text::new(
        "Send one message to each reader, with that reader alone in To.",
        "読者1人につき1通ずつ、Toにその人だけを入れて送ってください。",
    ),
    cases: &[&EXPOSED, &CARRIERS],
    check,
    ..Rule::BASE
};

static EXPOSED: Case = Case {
    name: "exposed",
    message: Text::new(
        "To and Cc show {count} recipients of this bulk mail to each other.",
        "大量配信のメールですが、ToとCcに{count}件の宛先が見えています。",
    ),
    demands: &[
        Demand::warning(M3aawg, Advice),
        Demand::warning(Security, Display),
        Demand::warning(Privacy, Display),
        Demand::warning(Spamfilter, Folder),
    ],
};
static CARRIERS: Case = Case {
    name: "carriers",
    message: Text::new(
        "To, Cc and Bcc name {count} recipients; Japanese carriers take {limit}.",
        "To、Cc、Bccの宛先が{count}件あります。携帯会社が受け付けるのは{limit}件までです。",
    ),
    demands: &[
        Demand::error(Docomo, Refuse),
        Demand::error(Au, Refuse),
        Demand::error(Softbank, Refuse),
        Demand::info(Privacy, Display),
        Demand::info(Spamfilter, Folder),
    ],
};

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    let (few, most) = const { (limit("visible-recipients"), limit("carrier-recipients")) };
    let (mut seen, mut place) = (0, None);
    for AddressField { field, list, .. } in msg.address_fields() {
        if matches!(field.name, Name::To | Name::Cc) {
            seen += list.mailboxes.len() as u64;
            // The field with which there are too many.
            if seen > few && place.is_none() {
                place = Some(field.name_span);
            }
        }
    }
    let Some(place) = place else { return };
    let all = seen + msg.addresses(Name::Bcc).mailboxes.len() as u64;
    // To others than the carriers, bulk mail to more is what it is to fewer.
    let bulk = cx.kind() == Kind::Bulk;
    let audience = msg.audience(cx.options);
    let carriers = [Docomo, Au, Softbank].into_iter().any(|carrier| audience.has(carrier));
    if all > most && (carriers || !bulk) {
        sink.report(&CARRIERS, place).arg("count", all).arg("limit", most);
    } else if bulk {
        sink.report(&EXPOSED, place).arg("count", seen);
    }
}
