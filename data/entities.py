#!/usr/bin/env python3
"""Writes data/entities.txt, the named character references that src/html/entity.rs reads.

Run `python3 data/entities.py > data/entities.txt`. Names and values are the WHATWG table as CPython ships it.

Two lines for each first letter, letters in byte order; the first lines of all letters, then the second ones, because
like beside like compresses better. The first holds the names without `;`, in byte order: a mark,
then what follows the bytes shared with the name before (the first letter counts as the name before the first).
The mark is 0x20 + the number of shared bytes, or 0x3A + that number where the name also stands without `;`.
The second line holds the values in the same order, one character each; `2` announces a value of two characters and
`n` stands for the line feed.
"""
import html.entities
import itertools
import platform


def shared(one, other, most):
    count = 0
    for left, right in zip(one[:most], other[:most]):
        if left != right:
            break
        count += 1
    return count


def value(text):
    return "n" if text == "\n" else text if len(text) == 1 else "2" + text


table = html.entities.html5
names = sorted(name[:-1] for name in table if name.endswith(";"))
assert all(name.endswith(";") or table[name] == table[name + ";"] for name in table)
print(f"# Named character references of the HTML Standard, section 13.5; {len(table)} names, from CPython "
      f"{platform.python_version()} html.entities.html5 on 2026-11-24; written by data/entities.py")
all_marks, all_values = [], []
for letter, group in itertools.groupby(names, key=lambda name: name[0]):
    before, marks, values = letter, "", ""
    for name in group:
        legacy = name in table
        count = shared(before, name, 6 if legacy else 15)
        marks += chr((0x3A if legacy else 0x20) + count) + name[count:]
        values += value(table[name + ";"])
        before = name
    all_marks.append(marks)
    all_values.append(values)
print(*all_marks, *all_values, sep="\n")
