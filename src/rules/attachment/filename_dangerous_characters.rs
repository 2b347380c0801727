//! A file name with characters that deceive readers or that systems refuse.
//!
//! A sign that turns the direction of writing makes `invoice[U+202E]fdp.exe` look like `invoiceexe.pdf`. Paths, control
//! characters and what Windows keeps for itself (`\ / : * ? " < > |`, `CON`, `LPT1`, dots and blanks at the end) are
//! replaced, dropped or refused when the file is saved. Letters of any script are good names.
//!
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain
//! Content-Disposition: attachment; filename*=UTF-8''invoice%E2%80%AEtxt.txt
//!                                                          ~~~~~~~~~ filename-dangerous-characters
//! * empty-body
//!
//! Hello.
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; name="/tmp/letter: 3.txt"
//!                                 ~ filename-dangerous-characters
//!
//! Hello.
//! ```
//! # Fixed
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; name="_tmp_letter_ 3.txt"
//!
//! Hello.
//! ```
//! # Bad
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; name="aux.txt"
//!                                 ~~~~~~~ filename-dangerous-characters
//!
//! Hello.
//! ```
//! # Good
//! ```eml
//! MIME-Version: 1.0
//! Content-Type: text/plain; name*=UTF-8''%E8%AB%8B%E6%B1%82%E6%9B%B8%EF%BC%9A1.txt
//!
//! Hello.
//! ```

use crate::digits::hex;
use crate::find::replace;
use crate::finding::{Case, Safety};
use crate::message::repair::write_parameter;
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Cx, Fixes, Group, Needs, Rule, Sink, Source};
use crate::text::{Note, Text};
use crate::value::file_name::{Danger, danger, without_danger};

/// The rule.
pub static RULE: Rule = Rule {
    id: "filename-dangerous-characters",
    group: Group::Attachment,
    needs: &[Needs::Message],
    fixes: Fixes::Offer,
    sources: &[
        Source::rfc(2183, "2.3"),
        Source::heuristic(
            "Rspamd scores names that turn the direction of writing (MIME_BAD_UNICODE)",
            "Rspamdは文字の向きを変えるファイル名を減点する(MIME_BAD_UNICODE)",
        ),
    ],
    title: Text::new("A file name deceives, or cannot be saved as it is", "ファイル名に問題のある文字があります"),
    why: Text::new(
        "Malware hides its extension behind invisible characters, so filters punish them. Systems replace or refuse the \
         others when the file is saved.",
        "見えない文字で拡張子を偽るのはマルウェアの手口で、フィルターに減点されます。それ以外の文字も、保存時に置き換えられたり、保存できなかったりします。",
    ),
    help: Text::new(
        "Name the file with letters, digits, `-`, `_` and one dot before the extension.",
        "文字と数字、「-」「_」、拡張子の前の「.」だけで名前を付けてください。日本語の文字はそのまま使えます。",
    ),
    cases: &[&HIDDEN, &INVISIBLE, &PATH, &SIGN, &DEVICE, &END, &LONG],
    notes: &[&RENAME],
    check,
    ..Rule::BASE
};

const ERROR: &[Demand] =
    &[Demand::error(Security, Warn), Demand::error(Spamfilter, Folder), Demand::error(Outlook, Display)];
const WARNING: &[Demand] = &[Demand::warning(Security, Advice), Demand::warning(Outlook, Display)];

static HIDDEN: Case = Case::new(
    "hidden",
    ERROR,
    "The name holds U+{code}, which hides what the file is.",
    "ファイルの正体を隠せる文字U+{code}が含まれています。",
);
static INVISIBLE: Case = Case::new(
    "invisible",
    WARNING,
    "The name holds U+{code}, which nobody sees.",
    "目に見えない文字U+{code}が含まれています。",
);
static PATH: Case =
    Case::new("path", WARNING, "“{name}” is a path, not a name.", "「{name}」はファイル名ではなくパスです。");
static SIGN: Case = Case::new(
    "sign",
    WARNING,
    "Windows keeps a sign in “{name}” for itself.",
    "「{name}」に、Windowsでは使えない記号があります。",
);
static DEVICE: Case =
    Case::new("device", WARNING, "On Windows “{name}” is a device.", "「{name}」はWindowsでは装置を表す名前です。");
static END: Case = Case::new(
    "end",
    WARNING,
    "“{name}” begins with a dot, or ends in a dot or a blank.",
    "「{name}」は、先頭が「.」か、末尾が「.」または空白です。",
);
static LONG: Case = Case::new(
    "long",
    WARNING,
    "The name has {count} bytes; systems take 255.",
    "ファイル名が{count}バイトあります。上限は255バイトです。",
);
static RENAME: Note = Note::new("rename", "Put `_` in their place", "「_」に置き換える");

fn check(cx: &Cx, sink: &mut Sink) {
    let msg = cx.msg;
    for file in msg.files() {
        let Some(name) = &file.name else { continue };
        // In quotes a backslash is not part of the text: of `C:\temp\a.txt` other letters are left.
        let raw = msg.slice(name.span);
        if raw.array_windows().any(|[one, next]| *one == b'\\' && next.is_ascii_alphanumeric()) {
            sink.report(&PATH, name.span).arg("name", msg.excerpt(name.span));
            continue;
        }
        let Some((danger, place)) = danger(&name.text) else { continue };
        let case = [&HIDDEN, &INVISIBLE, &PATH, &SIGN, &DEVICE, &END, &LONG][danger as usize];
        let sign = name.text[place.range()].chars().next().map_or(0, u32::from);
        let code = replace(&hex(&sign.to_be_bytes()[2..]), " ", "");
        let mut edits = Vec::new();
        for it in &msg.name_params(file.entity) {
            if danger != Danger::Long {
                edits.append(&mut write_parameter(msg, it, &without_danger(&it.text(msg))).unwrap_or_default());
            }
        }
        let reported = sink.report(case, name.to_raw(place)).arg("name", &*name.text).arg("code", code);
        reported.arg("count", name.text.len()).mend(&RENAME, Safety::Offer, edits);
    }
}
