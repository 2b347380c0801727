//! Address lists, well-formed and not.

use super::*;
use proptest::prelude::*;

fn read(text: &str) -> (Vec<&str>, Vec<Fault>) {
    let list = AddressList::read(text.as_bytes(), Span::of(0, text.len()));
    let addrs = list.mailboxes.iter().map(|mailbox| &text[mailbox.addr.range()]).collect();
    (addrs, list.faults.iter().map(|(fault, _)| *fault).collect())
}

#[test]
fn well_formed() {
    for (text, want) in [
        ("a@b.example", vec!["a@b.example"]),
        (" \"Doe, J.\" <j@x.example> (c), k@y.example", vec!["j@x.example", "k@y.example"]),
        ("A Group:Ed <e@x.test>,joe@y.test;", vec!["e@x.test", "joe@y.test"]),
        ("undisclosed-recipients:;", vec![]),
        ("Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>", vec!["pete(his account)@silly.test"]),
        ("=?utf-8?Q?a,b?= <a@b.example>", vec!["a@b.example"]),
        ("\"a@b,<\"@x.example", vec!["\"a@b,<\"@x.example"]),
        ("<@r.example,@s.example:u@v.example>", vec!["u@v.example"]),
        ("u@[192.0.2.1]", vec!["u@[192.0.2.1]"]),
        ("u@[x\\[y]", vec!["u@[x\\[y]"]),
        ("a . b . \"c d\" @ x . example", vec!["a . b . \"c d\" @ x"]),
        ("春 <haru@x.example>", vec!["haru@x.example"]),
        ("", vec![]),
    ] {
        assert_eq!(read(text), (want, vec![]), "{text}");
    }
}

#[test]
fn faulty() {
    for (text, want) in [
        ("a@x.example; b@y.example", Fault::Semicolon),
        ("Doe, J <j@x.example>", Fault::MissingAt),
        ("a@x.example b@y.example", Fault::TwoAddresses),
        ("<a@x.example", Fault::UnclosedAngle),
        ("a@x.example>", Fault::UnopenedAngle),
        ("\"a <a@x.example>", Fault::UnclosedQuote),
        ("a@x.example (c", Fault::UnclosedComment),
        ("a@x.example, , b@y.example", Fault::EmptyElement),
        ("a@x.example,", Fault::EmptyElement),
        ("<a@x.example> b", Fault::TextAfterAngle),
        ("<a@x.example> <b@x.example>", Fault::TwoAddresses),
        ("Shop <>", Fault::EmptyAngle),
        ("@x.example", Fault::HalfAddress),
        ("g: a@x.example", Fault::UnclosedGroup),
        ("a@b@x.example", Fault::BadAddress),
        ("a b@x.example", Fault::BadAddress),
        ("a\\b@x.example", Fault::BadAddress),
        ("a@x..example", Fault::BadAddress),
        ("a@x.example.", Fault::BadAddress),
        ("a@x.example b", Fault::BadAddress),
        ("<mailto:a@x.example>", Fault::BadAddress),
        ("a@-x.example", Fault::BadAddress),
        ("a@[x[y]", Fault::BadAddress),
        ("a@x-.example", Fault::BadAddress),
    ] {
        assert_eq!(read(text).1.first(), Some(&want), "{text}");
    }
}

#[test]
fn dots_in_local_parts() {
    for (local, want) in [
        ("a.b", None),
        ("a . \"..\"", None),
        ("\"a..b.\"", None),
        ("a..b", Some("..")),
        ("a...b..c", Some("...")),
        ("a.", Some(".")),
        (".a", Some(".")),
        (".", Some(".")),
        ("a.(c).b", Some(".(c).")),
        ("", None),
    ] {
        let found = misplaced_dots(local.as_bytes(), Span::of(0, local.len()));
        assert_eq!(found.map(|dots| &local[dots.range()]), want, "{local}");
    }
}

#[test]
fn names_without_quotes() {
    for (text, want) in [
        ("J. Doe <j@x.example>", vec![(NameFault::Stop, "J. Doe")]),
        ("[J] Doe <j@x.example>", vec![(NameFault::Odd, "[J] Doe")]),
        ("j@x.example <j@x.example>", vec![(NameFault::Whole, "j@x.example")]),
        ("Doe, J. <j@x.example>, k@x.example", vec![(NameFault::Cut, "Doe, J.")]),
        ("k@x.example, Doe, J <j@x.example>", vec![(NameFault::Cut, "Doe, J")]),
        ("A; B, C <j@x.example>", vec![(NameFault::Cut, "A; B, C")]),
        ("A: B <j@x.example>", vec![(NameFault::Cut, "A: B")]),
        ("A: B <j@x.example>, C <k@x.example>", vec![]),
        ("A: B <j@x.example>;", vec![]),
        ("\"Doe, J.\" \"[a]\" <j@x.example> (a, b)", vec![]),
        ("Doe, j@x.example", vec![]),
    ] {
        let list = AddressList::read(text.as_bytes(), Span::of(0, text.len()));
        let found = unquoted(text.as_bytes(), &list);
        let found: Vec<_> = found.iter().map(|(fault, name)| (*fault, &text[name.range()])).collect();
        assert_eq!(found, want, "{text}");
    }
}

#[test]
fn names_of_somebody_else() {
    for (name, want) in [
        ("support@hanaginko.co.jp", Some((true, "support@hanaginko.co.jp"))),
        ("Bank (hanaginko.co.jp)", Some((false, "hanaginko.co.jp"))),
        ("Desk <info@mail.minatobunko.co.jp>", None),
        ("letters@readerpost.net", None),
        ("minatobunko.com", None),
        ("ASP.NET news, Dr. Ueda Ph.D", None),
        ("report.pdf", None),
        ("a.b", None),
        ("", None),
    ] {
        assert_eq!(shown_elsewhere(name, "letters", "minatobunko.co.jp"), want, "{name}");
    }
}

#[test]
fn surplus_commas() {
    for (text, want) in [
        ("a@x.example,, b@y.example,", "a@x.example, b@y.example"),
        (", a@x.example", " a@x.example"),
        ("a@x.example,\r\n ,\r\n b@y.example", "a@x.example,\r\n b@y.example"),
        ("a@x.example, b@y.example", "a@x.example, b@y.example"),
        (",,", ""),
        ("a@x.example, (c), b@y.example", "a@x.example, (c), b@y.example"),
    ] {
        let mut left = text.to_owned();
        for span in surplus(text.as_bytes(), Span::of(0, text.len())).into_iter().rev() {
            left.replace_range(span.range(), "");
        }
        assert_eq!(left, want, "{text}");
    }
}

proptest! {
    #[test]
    fn places_lie_inside(text in "[a-c@<>\"(),;:.\\\\ \r\n]{0,60}") {
        let body = Span::of(0, text.len());
        let list = AddressList::read(text.as_bytes(), body);
        for mailbox in &list.mailboxes {
            prop_assert!(body.contains(mailbox.span) && mailbox.span.contains(mailbox.addr));
        }
        prop_assert!(list.faults.iter().all(|(_, span)| body.contains(*span)));
    }
}
