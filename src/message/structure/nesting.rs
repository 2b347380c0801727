//! How many parts there are, and how deep they stand in one another.

use crate::message::Message;
use crate::scan::Form;
use crate::span::Span;

/// A measure of the tree: its number, and where it passes the number allowed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Nesting {
    /// The number.
    pub count: u32,
    /// The end of the header of the first entity that is one too many; `None` where none is.
    pub over: Option<Span>,
}

impl Nesting {
    fn reach(&mut self, count: u32, most: u32, place: Span) {
        self.count = self.count.max(count);
        if count > most && self.over.is_none() {
            self.over = Some(place);
        }
    }
}

impl Message<'_> {
    /// Leaves, messages inside one another, and multiparts inside one another in the message itself, of which `most`
    /// are allowed each.
    pub fn nesting(&self, most: [u32; 3]) -> [Nesting; 3] {
        let mut found = [Nesting::default(); 3];
        let mut around: Vec<(u32, u32)> = Vec::with_capacity(self.parts.len());
        for entity in &self.scan.entities {
            let (mut messages, mut multiparts) = entity.parent.map_or((0, 0), |parent| around[parent as usize]);
            let place = Span::at(entity.header.end);
            match entity.form {
                Form::Leaf => {
                    let leaves = found[0].count + 1;
                    found[0].reach(leaves, most[0], place);
                }
                Form::Message => {
                    messages += 1;
                    found[1].reach(messages, most[1], place);
                }
                Form::Multipart { .. } => {
                    multiparts += 1;
                    // Forwards of forwards are deep by nature.
                    if messages == 0 {
                        found[2].reach(multiparts, most[2], place);
                    }
                }
            }
            around.push((messages, multiparts));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Input;

    #[test]
    fn the_first_too_many_is_told() {
        let text = "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: message/rfc822\n\nSubject: b\n\nc\n--a\n\nd\n--a--\n";
        let msg = Message::new(Input::file(text.as_bytes()));
        let [leaves, messages, multiparts] = msg.nesting([1, 0, 1]);
        let at = |needle: &str| text.find(needle).map(|at| Span::at(at as u32));
        assert_eq!(leaves, Nesting { count: 2, over: at("\nd") });
        assert_eq!(messages, Nesting { count: 1, over: at("\nSubject") });
        assert_eq!(multiparts, Nesting { count: 1, over: None });
    }
}
