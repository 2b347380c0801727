//! A link runs a script, opens a file of the reader's machine, or has a scheme that mail readers strip.
//!
//! `javascript:` and `vbscript:` run code, `data:text/html` is a page without an address, `file:` points into a machine,
//! `ms-word:` and its kin start programs. Mail readers take such links out, and filters take the mail for an attack. Blanks
//! and line breaks inside the scheme do not hide it: browsers drop them, and so does kenpin.
//!
//! Pictures by `file:` or `C:\` are what a word processor leaves behind: the reader sees a broken picture. Schemes that only
//! an app knows (`myapp://`) are a note: webmail strips them, and only who has the app can follow.
//!
//! # Bad
//! ```eml html qp
//! <p><a href="java&#10;script:void(0)">記事を読む</a></p>
//!             ~~~~~~~~~~~~~~~ dangerous-scheme
//! ```
//! # Bad
//! ```eml html b64
//! <p><a href=" data:text/html,hello">記事</a> <img src="file:///C:/春.png" alt="春"></p>
//!              ~~~~ dangerous-scheme
//! ```
//! # Bad
//! ```eml html
//! <p><a href="minato-app://item/9">アプリで開く</a></p>
//!             ~~~~~~~~~~ dangerous-scheme
//! ```
//! # Good
//! ```eml html
//! <p><a href="mailto:letters@minatobunko.co.jp">a</a> <a href="tel:+81312345678">b</a> <a href="sms:+8190">c</a>
//! <img src="data:image/png;base64,iVBORw0KGgo=" alt="e">
//! <a href="{{url}}">f</a> <a href="webcal://minatobunko.co.jp/a.ics">g</a> <a href="line://msg/text/a">h</a></p>
//! ```

use crate::find::has;
use crate::finding::Case;
use crate::html::link::LinkKind;
use crate::message::{Link, LinkPlace, Same};
use crate::profile::{Demand, Outcome::*, Profile::*};
use crate::rule::{Basis, Confidence, Cx, Group, Rule, Sink, Source};
use crate::span::Span;
use crate::text::{Note, Text};
use crate::value::url::Url;

/// The rule.
pub static RULE: Rule = Rule {
    id: "dangerous-scheme",
    group: Group::Link,
    basis: Basis::Practice,
    confidence: Confidence::Likely,
    sources: &[Source::heuristic(
        "Rspamd and SpamAssassin score data: and file: links; mail readers strip scripts",
        "RspamdとSpamAssassinはdata:やfile:のリンクを減点する。メールソフトはスクリプトを取り除く",
    )],
    title: Text::new("A link with a dangerous scheme", "危険な種類のリンクがあります"),
    why: Text::new(
        "Mail readers strip such links, so the reader clicks on nothing. To filters they look like an attack.",
        "この種のリンクはメールソフトが取り除くため、クリックしても何も起きません。フィルターからは攻撃とみなされる恐れがあります。",
    ),
    help: Text::new(
        "Link to a page by `https:`, and put pictures on a web server or into the mail (`cid:`).",
        "`https:` のページへリンクしてください。画像はWebサーバーに置くか、メールに埋め込みます(`cid:`)。",
    ),
    cases: &[&PLAIN, &APP],
    notes: &[&MORE],
    check,
    ..Rule::BASE
};

static PLAIN: Case = Case {
    name: "plain",
    message: Text::new(
        "`{shown}:` has no place in mail (such addresses in this part: {count}).",
        "`{shown}:` はメールでは使えません(このパートに{count}件)。",
    ),
    demands: &[
        Demand::error(Security, Warn),
        Demand::error(Spamfilter, Folder),
        Demand::error(Gmail, Display),
        Demand::error(Outlook, Display),
    ],
};
static APP: Case = Case {
    name: "app",
    message: Text::new(
        "Only some apps know `{shown}:`, and webmail strips it (such links in this part: {count}).",
        "`{shown}:` は一部のアプリでしか開けず、Webメールでは取り除かれます(このパートに{count}件)。",
    ),
    demands: &[Demand::info(Gmail, Display), Demand::info(Outlook, Display), Demand::info(Security, Advice)],
};

static MORE: Note = Note::new("more", "Here too.", "ここにもあります。");

/// Schemes of mail, telephones, calendars and the web that readers know or at least expect.
const KNOWN: &str = " http https mailto tel sms smsto mms sip sips cid mid webcal webcals ftp ftps news nntp irc ircs xmpp \
                     geo maps callto skype whatsapp line facetime urn about x-apple-data-detectors ";
/// Schemes that run code, point into a machine or start a program; beside them all that begin with `ms-`.
const DANGEROUS: &str = " javascript vbscript livescript mocha file data blob filesystem view-source mhtml mk res shell hcp \
                         jar search-ms smb ";

fn check(cx: &Cx, sink: &mut Sink) {
    for same in Same::all(cx, look) {
        same.report(cx, sink, &MORE);
    }
}

fn look(cx: &Cx, link: &Link, found: &mut Vec<(&'static Case, Span)>) {
    let LinkPlace::Html(kind, _) = link.place else { return };
    let Some(url) = Url::read(&link.url).filter(|_| link.host.is_none()) else { return };
    // Nobody sees what a style sheet of a word processor or a `cite` refers to.
    if matches!(kind, LinkKind::Hidden | LinkKind::Resource | LinkKind::Base) || has(url.scheme(), ".") {
        return;
    }
    let scheme = url.scheme().to_ascii_lowercase();
    let after = &link.url[url.scheme.end as usize + 1..];
    let is_in = |list: &str| has(list, &[" ", &scheme, " "].concat());
    let case = match () {
        () if scheme == "data" && (link.is_picture() || kind == LinkKind::Media) => return,
        // A drive letter; a longer name before a number is a host with its port.
        () if scheme.len() == 1 && after.starts_with('\\') => &PLAIN,
        () if is_in(DANGEROUS) || scheme.starts_with("ms-") => &PLAIN,
        () if scheme.len() < 2 || is_in(KNOWN) || !is_app(&scheme, after) => return,
        () => &APP,
    };
    found.push((case, cx.msg.in_link(link, url.scheme)));
}

/// Whether `scheme://x` is neither a misspelt `http` nor a host with a port.
fn is_app(scheme: &str, after: &str) -> bool {
    after.starts_with("//") && scheme.bytes().any(|byte| !b"htps".contains(&byte))
}
