//! An attachment of a kind that Outlook hides.
//!
//! Outlook and Outlook on the web show that such a file came, and do not let it be opened or saved: programs and scripts,
//! but also certificates, settings and Access databases. Web pages are let through; as attachments they are the clothes of
//! phishing, so filters look at them twice. What Gmail refuses too is blocked-extension-gmail's. The list is Microsoft's and
//! changes: `data/files.txt` has its date.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//!
//! The stock list.
//! --b
//! Content-Type: application/octet-stream
//! Content-Disposition: attachment; filename="在庫.mdb"
//!                                            ~~~~ filename-raw-8bit
//!                                                 ~~~ blocked-extension-outlook
//! Content-Transfer-Encoding: base64
//!
//! AAEC
//! --b
//! Content-Type: text/html
//! Content-Disposition: attachment; filename="page.html"
//!                                                 ~~~~ blocked-extension-outlook
//!
//! <p>Hello.</p>
//! --b--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//!
//! The stock list.
//! --b
//! Content-Type: application/octet-stream
//! Content-Disposition: attachment; filename="stock.accdb"
//! Content-Transfer-Encoding: base64
//!
//! AAEC
//! --b--
//! ```

use crate::finding::Case;
use crate::profile::{Demand, Level, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::text::Text;
use crate::value::file_name::is_listed;

/// The rule.
pub static RULE: Rule = Rule {
    id: "blocked-extension-outlook",
    group: Group::Attachment,
    level: Level::Warning,
    basis: Basis::Receiver,
    needs: &[Needs::Message],
    yields_to: &[Yield { to: "double-extension", within: Near::Span }],
    sources: &[Source::page("Microsoft: Blocked attachments in Outlook", "", "2026-11-24")],
    title: Text::new("Outlook hides this kind of attachment", "Outlookで開けない種類の添付ファイルです"),
    why: Text::new(
        "Readers with Outlook see that a file came, and cannot open or save it. Other filters use much the same list.",
        "Outlookでは、添付があることは表示されても、開くことも保存することもできません。他のフィルターも似た一覧を使っています。",
    ),
    help: Text::new(
        "Put the file where readers can download it and send them the link, or send a zip archive that holds it.",
        "ファイルはダウンロードできる場所に置き、リンクをお知らせください。zipにまとめて送る方法もあります。",
    ),
    cases: &[&HIDDEN, &PROGRAM, &WEB],
    check,
    ..Rule::BASE
};

static HIDDEN: Case = Case {
    name: "hidden",
    message: Text::new(
        "Outlook hides files that end in .{extension}.",
        "Outlookは「.{extension}」のファイルを開かせません。",
    ),
    demands: &[Demand::warning(Outlook, Display), Demand::info(Security, Advice), Demand::info(Spamfilter, Folder)],
};
static PROGRAM: Case = Case {
    name: "program",
    message: Text::new(
        "Files that end in .{extension} run when opened; Outlook hides them.",
        "「.{extension}」のファイルは開くと実行されるため、Outlookは開かせません。",
    ),
    demands: &[Demand::error(Outlook, Display), Demand::error(Security, Warn), Demand::warning(Spamfilter, Folder)],
};
static WEB: Case = Case {
    name: "web",
    message: Text::new(
        "The attachment is a web page (.{extension}): phishing comes so.",
        "ウェブページ(.{extension})が添付されています。フィッシングでよく使われる形です。",
    ),
    demands: &[Demand::info(Outlook, Advice), Demand::info(Spamfilter, Folder)],
};

fn check(cx: &Cx, sink: &mut Sink) {
    for file in cx.msg.files() {
        let extension = file.extension();
        let case = match () {
            () if is_listed("gmail", extension) => continue,
            () if is_listed("web", extension) && cx.msg.parts[file.entity as usize].attachment => &WEB,
            () if is_listed("web", extension) || !is_listed("outlook", extension) => continue,
            () if is_listed("program", extension) => &PROGRAM,
            () => &HIDDEN,
        };
        sink.report(case, file.extension_place()).arg("extension", extension.to_ascii_lowercase());
    }
}
