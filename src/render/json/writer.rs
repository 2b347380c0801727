//! JSON text, written straight into a string.

use crate::digits;

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

    /// Begins an object; its members follow.
    pub fn open_object(&mut self) {
        self.word("{");
    }

    /// Ends the object begun last.
    pub fn close_object(&mut self) {
        self.out.push('}');
    }

    /// Begins an array; its elements follow.
    pub fn open_array(&mut self) {
        self.word("[");
    }

    /// Ends the array begun last.
    pub fn close_array(&mut self) {
        self.out.push(']');
    }

    /// An array of strings.
    pub fn strings(&mut self, strings: &[impl AsRef<str>]) {
        self.open_array();
        for string in strings {
            self.string(string.as_ref());
        }
        self.close_array();
    }

    /// A number.
    pub fn number(&mut self, number: impl Into<i64>) -> &mut Self {
        self.integer(number.into())
    }

    fn integer(&mut self, number: i64) -> &mut Self {
        self.comma();
        if number < 0 {
            self.out.push('-');
        }
        digits::push(number.unsigned_abs(), &mut self.out);
        self
    }

    /// A word of JSON's own, or an opening bracket.
    fn word(&mut self, word: &str) -> &mut Self {
        self.comma();
        self.out.push_str(word);
        self
    }

    /// A truth value.
    pub fn bool(&mut self, value: bool) -> &mut Self {
        self.word(if value { "true" } else { "false" })
    }

    /// A string, or null.
    pub fn optional(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.string(text),
            None => self.word("null"),
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
                self.out.push_str("\\u00");
                self.out.push(if byte < 16 { '0' } else { '1' });
                self.out.push(char::from(b"0123456789abcdef"[usize::from(byte % 16)]));
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
        json.open_object();
        json.key("a").number(1).key("b").open_array();
        json.string("x\"\\\n\u{1}あ").bool(true).optional(None);
        json.close_array();
        json.key("c").open_object();
        json.close_object();
        json.close_object();
        let text = json.finish();
        assert_eq!(text, "{\"a\":1,\"b\":[\"x\\\"\\\\\\n\\u0001あ\",true,null],\"c\":{}}");
    }
}
