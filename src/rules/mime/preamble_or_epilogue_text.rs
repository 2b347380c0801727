//! Text stands before the first part of a multipart, or after the last one.
//!
//! No reader shows it: what was meant to be read, a footer mostly, is lost. A line that says that the message is in MIME,
//! for readers of the last century, is not meant, nor are the footers of discussion lists.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//!
//! Hello.
//! --leaf--
//!
//! To leave the list, write to us.
//! ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ preamble-or-epilogue-text
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//!
//! Hello.
//! --leaf--
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! <p>Our new books</p>
//! ~~~~~~~~~~~~~~~~~~~~ preamble-or-epilogue-text
//! --leaf
//!
//! Hello.
//! --leaf--
//! --leaf--
//! ~~~~~~~~ preamble-or-epilogue-text
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! --leaf
//!
//! Hello.
//! --leaf--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=leaf
//!
//! This is a multi-part message in MIME format.
//! --leaf
//!
//! Hello.
//! --leaf--
//!
//! ```

mod cases;

use crate::finding::{Edit, Safety};
use crate::message::{Kind, Outside};
use crate::profile::Level;
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::text::Text;
use cases::{DELETE, EPILOGUE, FOOTER, LINKS, PARTS, PREAMBLE, REMAINS};

/// The rule.
pub static RULE: Rule = Rule {
    id: "preamble-or-epilogue-text",
    group: Group::Mime,
    level: Level::Info,
    needs: &[Needs::Message],
    fixes: Fixes::Safe,
    sources: &[Source::rfc(2046, "5.1.1")],
    title: Text::new("Text outside the parts of a multipart", "マルチパートのパートの外に文章があります"),
    why: Text::new(
        "No reader shows what stands before the first part and after the last. Filters look at it all the same, and take \
         links there for an attempt to hide something.",
        "最初のパートの前と最後のパートの後にある文章は、表示されません。それでもフィルターの検査対象になり、リンクがあれば何かを隠す細工とみなされます。",
    ),
    help: Text::new(
        "Put text that is meant to be read into the text and HTML parts, and delete the rest.",
        "読んでもらう文章は、テキストとHTMLの両方のパートに入れてください。不要なものは削除します。",
    ),
    cases: &[&PREAMBLE, &EPILOGUE, &FOOTER, &LINKS, &PARTS, &REMAINS],
    notes: &[&DELETE],
    check,
    ..Rule::BASE
};

fn check(cx: &Cx, sink: &mut Sink) {
    for &(what, before, place, whole) in &cx.msg.outside_parts() {
        let kind = cx.kind();
        if !before && kind == Kind::DiscussionList {
            continue;
        }
        let case = match what {
            Outside::Remains => &REMAINS,
            Outside::Parts => &PARTS,
            Outside::Links => &LINKS,
            Outside::Words | Outside::Sentence if before => &PREAMBLE,
            // A sentence of mail that was made for many is one for its readers.
            Outside::Sentence if matches!(kind, Kind::Bulk | Kind::Transactional) => &FOOTER,
            Outside::Words | Outside::Sentence => &EPILOGUE,
        };
        let safety = if what == Outside::Remains { Safety::Safe } else { Safety::Offer };
        let edit = (what != Outside::Parts).then(|| Edit::delete(whole));
        sink.report(case, place).edit(&DELETE, safety, edit);
    }
}
