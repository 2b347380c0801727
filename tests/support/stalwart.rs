//! What mail-parser's own tests expect of its messages, in both line ends.

use super::corpora;
use serde_json::Value;

/// A message in one form of line ends, with its expected tree.
pub struct Expected {
    /// Folder and number: `rfc/003`.
    pub name: String,
    /// The message.
    pub bytes: Vec<u8>,
    /// The message as an entity.
    pub root: Node,
}

/// An entity of the expected tree.
pub struct Node {
    /// Type and subtype, if both are given, in lower case.
    pub media: Option<String>,
    /// The charset parameter, in lower case.
    pub charset: Option<String>,
    /// The Content-Transfer-Encoding, in lower case; it may be empty.
    pub encoding: Option<String>,
    /// Where header section and body begin, and where the body ends.
    pub offsets: [usize; 3],
    /// Where each field begins, where its body begins, and where it ends.
    pub fields: Vec<[usize; 3]>,
    /// The entities inside.
    pub children: Vec<Self>,
}

/// All messages, each with LF and with CRLF.
pub fn all() -> Vec<Expected> {
    let Some(folder) = corpora::folder().map(|folder| folder.join("mime-stalwart/eml")) else { return Vec::new() };
    let mut all = Vec::new();
    for path in corpora::files(&folder).into_iter().filter(|path| path.extension().is_some_and(|it| it == "json")) {
        let stem = path.with_extension("");
        let crlf = stem.extension().is_some();
        let stem = stem.with_extension("");
        let json: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let bytes = std::fs::read(stem.with_extension("eml")).unwrap();
        let bytes = if crlf { corpora::with_crlf(&bytes) } else { corpora::with_lf(&bytes) };
        let name = stem.strip_prefix(&folder).unwrap().display().to_string();
        all.push(Expected { name, bytes, root: node(&json["parts"], 0) });
    }
    all
}

/// The part at `index` of a message's list.
fn node(parts: &Value, index: usize) -> Node {
    let part = &parts[index];
    let at = |value: &Value, name: &str| usize::try_from(value[name].as_u64().unwrap()).unwrap();
    let headers = part["headers"].as_array().unwrap();
    let value = |name: &str| headers.iter().rfind(|it| it["name"] == name).map(|it| &it["value"]);
    let kind = value("content_type").map(|it| &it["ContentType"]);
    let text = |value: &Value| value.as_str().map(str::to_ascii_lowercase);
    let charset = kind.and_then(|it| it["attributes"].as_array()?.iter().find(|it| it["name"] == "charset"));
    let children = match (&part["body"]["Multipart"], part["body"].get("Message")) {
        (_, Some(message)) => vec![node(&message["parts"], 0)],
        (Value::Array(ids), _) => {
            ids.iter().map(|id| node(parts, usize::try_from(id.as_u64().unwrap()).unwrap())).collect()
        }
        _ => Vec::new(),
    };
    Node {
        media: kind.and_then(|it| Some(format!("{}/{}", text(&it["c_type"])?, text(&it["c_subtype"])?))),
        charset: charset.and_then(|it| text(&it["value"])),
        encoding: value("content_transfer_encoding").map(|it| text(&it["Text"]).unwrap_or_default()),
        offsets: [at(part, "offset_header"), at(part, "offset_body"), at(part, "offset_end")],
        fields: headers
            .iter()
            .map(|it| ["offset_field", "offset_start", "offset_end"].map(|name| at(it, name)))
            .collect(),
        children,
    }
}
