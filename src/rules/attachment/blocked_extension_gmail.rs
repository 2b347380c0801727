//! An attachment of a kind that Gmail refuses.
//!
//! Gmail refuses programs, scripts, disk images and their like by their extension, also packed (`.exe.gz`) and inside zip
//! archives, whose listing is read here without unpacking them. It refuses an archive with a password too, where that
//! holds another archive. The list is Google's own and changes: `data/files.txt` has its date.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: multipart/mixed; boundary=b
//!
//! --b
//!
//! The library.
//! --b
//! Content-Disposition: attachment; filename="reader.DLL"
//!                                                   ~~~ blocked-extension-gmail
//!
//! AAEC
//! --b
//! Content-Disposition: attachment; filename="setup.exe.gz"
//!                                                      ~~ blocked-extension-gmail
//!
//! AAEC
//! --b
//! Content-Type: application/zip
//! Content-Disposition: attachment; filename="reader.zip"
//!                                                   ~~~ blocked-extension-gmail
//! Content-Transfer-Encoding: base64
//!
//! UEsDBBQAAAAAAAAAIQAAAAAAAAAAAAAAAAAJAAAAc2V0dXAuZXhlUEsBAhQAFAAAAAAAAAAhAAAA
//! AAAAAAAAAAAAAAkAAAAAAAAAAAAAAAAAAAAAAHNldHVwLmV4ZVBLBQYAAAAAAQABADcAAAAnAAAA
//! AAA=
//! --b--
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; name="setup.exe.txt"
//!
//! Hello.
//! ```

use crate::find::trim_end;
use crate::finding::Case;
use crate::message::{File, Message};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Basis, Cx, Group, Near, Needs, Rule, Sink, Source, Yield};
use crate::text::Text;
use crate::value::file_name::{extension, is_listed};

/// The rule.
pub static RULE: Rule = Rule {
    id: "blocked-extension-gmail",
    group: Group::Attachment,
    basis: Basis::Receiver,
    needs: &[Needs::Message],
    yields_to: &[Yield { to: "double-extension", within: Near::Span }],
    sources: &[
        Source::page("Gmail Help: blocked file types", "https://support.google.com/mail/answer/6590", "2026-11-24"),
        Source::page("Gmail: SMTP errors and codes", "https://support.google.com/a/answer/3726730", "2026-06-18"),
    ],
    title: Text::new("Gmail refuses this kind of attachment", "Gmailが受け取らない種類の添付ファイルです"),
    why: Text::new(
        "Gmail refuses the whole message with 552 5.7.0, not the file alone. Many other servers do the same with what runs \
         when it is opened.",
        "Gmailは添付ファイルだけでなくメール全体を拒否します(552 5.7.0)。実行できる形式のファイルは、他の多くのサーバーでも拒否されます。",
    ),
    help: Text::new(
        "Put the file where readers can download it, and send them the link.",
        "ファイルはダウンロードできる場所に置き、リンクをお知らせください。",
    ),
    cases: &[&GMAIL, &BOTH, &PACKED, &INSIDE, &NESTED],
    check,
    ..Rule::BASE
};

const REFUSED: &[Demand] = &[Demand::error(Gmail, Refuse), Demand::warning(Security, Advice)];

static GMAIL: Case = Case::new(
    "gmail",
    REFUSED,
    "Gmail refuses files that end in .{extension}.",
    "Gmailは「.{extension}」のファイルを拒否します。",
);
static BOTH: Case = Case::new(
    "both",
    &[
        Demand::error(Gmail, Refuse),
        Demand::error(Outlook, Display),
        Demand::warning(Security, Warn),
        Demand::warning(Spamfilter, Folder),
    ],
    "Gmail refuses files that end in .{extension}, and Outlook hides them.",
    "「.{extension}」のファイルは、Gmailが受信を拒否し、Outlookも開かせません。",
);
static PACKED: Case = Case::new(
    "packed",
    REFUSED,
    "Gmail refuses .{extension} files, packed ones too.",
    "Gmailは、圧縮した「.{extension}」のファイルも拒否します。",
);
static INSIDE: Case = Case::new(
    "inside",
    REFUSED,
    "The archive holds {name}; Gmail refuses .{extension} files in archives too.",
    "圧縮ファイルの中に{name}があります。Gmailは中にある「.{extension}」のファイルも拒否します。",
);
static NESTED: Case = Case::new(
    "nested",
    REFUSED,
    "The archive has a password and holds another archive: {name}. Gmail refuses that.",
    "パスワード付きの圧縮ファイルの中に、さらに圧縮ファイル({name})があります。Gmailは受け取りません。",
);

fn check(cx: &Cx, sink: &mut Sink) {
    for file in cx.msg.files() {
        if let Some((case, name, extension)) = judge(cx.msg, file) {
            let place = cx.msg.place_of(file);
            sink.report(case, place).arg("name", name).arg("extension", extension.to_ascii_lowercase());
        }
    }
}

/// What Gmail has against a file: the case, a name in the archive, the extension.
fn judge<'f>(msg: &Message, file: &'f File) -> Option<(&'static Case, &'f str, &'f str)> {
    let (name, own) = (file.name(), file.extension());
    if is_listed("gmail", own) {
        return Some((if is_listed("outlook", own) { &BOTH } else { &GMAIL }, name, own));
    }
    let of = |name: &'f str| &name[extension(name).range()];
    if is_listed("packed", own) {
        let inner = of(trim_end(&name[..extension(name).start as usize], "."));
        return is_listed("gmail", inner).then_some((&PACKED, name, inner));
    }
    for entry in msg.entries(file).iter().filter(|_| file.is_zip()) {
        let inner = of(&entry.name);
        let case = match () {
            () if is_listed("gmail", inner) => &INSIDE,
            () if entry.encrypted && is_listed("archive", inner) => &NESTED,
            () => continue,
        };
        return Some((case, &entry.name, inner));
    }
    None
}
