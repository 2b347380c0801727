//! Any bytes give a scan, and everything it names lies inside them.
#![no_main]

use kenpin::scan::Scan;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let scan = Scan::of(input);
    let fields = scan.fields.iter().flat_map(|field| [field.span, field.name_span, field.body]);
    for span in fields.chain(scan.faults.iter().map(|fault| fault.span)) {
        assert!(span.start <= span.end && span.end as usize <= input.len(), "{span:?} of {}", input.len());
    }
    for entity in &scan.entities {
        let _ = scan.fields_of(entity);
    }
});
