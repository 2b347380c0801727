//! JSON text, written straight into a string.

use std::fmt::Write;

/// Writes JSON; keeps track of commas. Calls must nest as JSON does.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
}

impl Writer {
    /// The text written.
    pub fn finish(self) -> String {
        self.out
    }

    fn comma(&mut self) {
        if !matches!(self.out.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.out.push(',');
        }
    }

    /// The name of the member that follows.
    pub fn key(&mut self, name: &str) -> &mut Self {
        self.comma();
        self.out.push('"');
        self.out.push_str(name);
        self.out.push_str("\":");
        self
    }

    /// An object whose members `body` writes.
    pub fn object(&mut self, body: impl FnOnce(&mut Self)) -> &mut Self {
        self.comma();
        self.out.push('{');
        body(self);
        self.out.push('}');
        self
    }

    /// An array whose elements `body` writes.
    pub fn array(&mut self, body: impl FnOnce(&mut Self)) -> &mut Self {
        self.comma();
        self.out.push('[');
        body(self);
        self.out.push(']');
        self
    }

    /// An array of strings.
    pub fn strings<'s>(&mut self, strings: impl IntoIterator<Item = &'s str>) -> &mut Self {
        self.array(|json| {
            for string in strings {
                json.string(string);
            }
        })
    }

    /// A number.
    pub fn number(&mut self, number: impl Into<i64>) -> &mut Self {
        self.comma();
        // Writing to a string cannot fail.
        let _ = write!(self.out, "{}", number.into());
        self
    }

    /// A truth value.
    pub fn bool(&mut self, value: bool) -> &mut Self {
        self.comma();
        self.out.push_str(if value { "true" } else { "false" });
        self
    }

    /// A string, or null.
    pub fn optional(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.string(text),
            None => {
                self.comma();
                self.out.push_str("null");
                self
            }
        }
    }

    /// A string.
    pub fn string(&mut self, text: &str) -> &mut Self {
        self.comma();
        self.out.push('"');
        let mut plain = 0;
        for (at, byte) in text.bytes().enumerate() {
            let short = match byte {
                b'"' => "\\\"",
                b'\\' => "\\\\",
                b'\n' => "\\n",
                b'\r' => "\\r",
                b'\t' => "\\t",
                0..=31 => "",
                _ => continue,
            };
            self.out.push_str(&text[plain..at]);
            plain = at + 1;
            if short.is_empty() {
                let _ = write!(self.out, "\\u{byte:04x}");
            } else {
                self.out.push_str(short);
            }
        }
        self.out.push_str(&text[plain..]);
        self.out.push('"');
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_commas_and_escapes() {
        let mut json = Writer::default();
        json.object(|json| {
            json.key("a").number(1).key("b").array(|json| {
                json.string("x\"\\\n\u{1}あ").bool(true).optional(None);
            });
            json.key("c").object(|_| {});
        });
        let text = json.finish();
        assert_eq!(text, "{\"a\":1,\"b\":[\"x\\\"\\\\\\n\\u0001あ\",true,null],\"c\":{}}");
    }
}
