//! `cargo xtask serve`: builds what is missing or stale and serves the page on this machine only.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use crate::args::Args;
use crate::shell::{Outcome, root};
use crate::site;

const DEFAULT_PORT: u16 = 8600;
/// Busy ports to step over before giving up.
const TRIES: u16 = 50;
/// Longest request head that is read.
const HEAD_LIMIT: u64 = 16 * 1024;

/// The command.
pub fn run(mut args: Args) -> Outcome {
    let port = args.number("--port")?;
    args.finish()?;
    site::refresh()?;
    let folder = root("www/dist").canonicalize().map_err(|error| format!("www/dist: {error}"))?;
    let listener = listen(port)?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!("http://{address}/");
    let _ = io::stdout().flush();
    for stream in listener.incoming().flatten() {
        let folder = folder.clone();
        // A browser that goes away in the middle is no fault of ours.
        std::thread::spawn(move || answer(&stream, &folder));
    }
    Ok(())
}

/// The port asked for, or the first free one from the default on.
fn listen(port: Option<u16>) -> Result<TcpListener, String> {
    let ports = port.map_or(DEFAULT_PORT..=DEFAULT_PORT + TRIES, |port| port..=port);
    let mut last = String::new();
    for port in ports {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) => last = format!("cannot listen on 127.0.0.1:{port}: {error}"),
        }
    }
    Err(last)
}

/// Reads one request and answers it.
fn answer(stream: &TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut reader = BufReader::new(stream.take(HEAD_LIMIT));
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (status, kind, body) = respond(method, target, folder);
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let mut stream = stream;
    stream.write_all(head.as_bytes())?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// Status, media type and body.
fn respond(method: &str, target: &str, folder: &Path) -> (&'static str, &'static str, Vec<u8>) {
    const TEXT: &str = "text/plain; charset=utf-8";
    if !matches!(method, "GET" | "HEAD") {
        return ("405 Method Not Allowed", TEXT, b"GET and HEAD only\n".to_vec());
    }
    let found = resolve(target, folder).and_then(|path| Some((media_type(&path), fs::read(&path).ok()?)));
    match found {
        Some((kind, body)) => ("200 OK", kind, body),
        None => ("404 Not Found", TEXT, b"not found\n".to_vec()),
    }
}

/// The file that a request's target means; none where it would leave the folder.
fn resolve(target: &str, folder: &Path) -> Option<PathBuf> {
    let path = percent_decode(target.split(['?', '#']).next()?)?;
    let path = Path::new(path.strip_prefix('/')?);
    if path.components().any(|part| !matches!(part, Component::Normal(_))) {
        return None;
    }
    let path = folder.join(path);
    let path = if path.is_dir() { path.join("index.html") } else { path };
    // A symbolic link may still lead outside.
    path.canonicalize().ok().filter(|path| path.starts_with(folder) && path.is_file())
}

/// RFC 3986 section 2.1; none where that is not text.
fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'%' => {
                let high = char::from(bytes.next()?).to_digit(16)?;
                let low = char::from(bytes.next()?).to_digit(16)?;
                u8::try_from(high * 16 + low).ok()?
            }
            0 | b'\\' => return None,
            _ => byte,
        });
    }
    String::from_utf8(out).ok().filter(|text| !text.contains(['\0', '\\']))
}

/// By the file's name.
fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "eml" => "message/rfc822",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn folder() -> PathBuf {
        root("xtask/src").canonicalize().unwrap()
    }

    #[test]
    fn files_are_found() {
        assert_eq!(resolve("/main.rs?x=1", &folder()), Some(folder().join("main.rs")));
        assert_eq!(resolve("/%6dain.rs", &folder()), Some(folder().join("main.rs")));
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        for target in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/..%2fCargo.toml",
            "/..%5cCargo.toml",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/./../Cargo.toml",
            "main.rs",
            "",
            "/%",
            "/main.rs%00",
            "/none.rs",
        ] {
            assert_eq!(resolve(target, &folder()), None, "{target}");
        }
    }

    #[test]
    fn requests_are_answered() {
        assert_eq!(respond("GET", "/main.rs", &folder()).0, "200 OK");
        assert_eq!(respond("POST", "/main.rs", &folder()).0, "405 Method Not Allowed");
        assert_eq!(respond("GET", "/", &folder()).0, "404 Not Found");
        assert_eq!(media_type(Path::new("a/kenpin_bg.wasm")), "application/wasm");
    }

    #[test]
    fn a_busy_default_port_is_stepped_over() {
        let first = listen(None).unwrap();
        let second = listen(None).unwrap();
        assert_ne!(first.local_addr().unwrap(), second.local_addr().unwrap());
        let busy = first.local_addr().unwrap().port();
        assert!(listen(Some(busy)).is_err());
    }
}
