#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a vault with nothing of Hearth: written from the page that fixes the formats, with the
system's libsodium through ctypes and Python's own BLAKE2b, HMAC and SQLite. It refuses whatever
differs from the page.

    read-vault.py FOLDER USER PASSPHRASE-FILE COMPARTMENT SQL

prints a JSON object: what the header says, and the rows that SQL gives on the compartment."""

import ctypes
import ctypes.util
import hashlib
import hmac
import base64
import json
import os
import sqlite3
import struct
import sys
import unicodedata

P = 4096
CODES = ["identity", "core", "medical", "restricted", "debrief", "tracing", "benefits", "admin"]
sodium = ctypes.CDLL(ctypes.util.find_library("sodium"))
assert sodium.sodium_init() >= 0


def check(condition, what):
    if not condition:
        sys.exit("read-vault: " + what)


def hkdf(key, label):
    prk = hmac.new(bytes(32), key, hashlib.sha256).digest()
    return hmac.new(prk, label.encode() + b"\x01", hashlib.sha256).digest()


def aead_open(key, nonce, cipher, tag, data):
    out = ctypes.create_string_buffer(max(len(cipher), 1))
    result = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt_detached(
        out, None, cipher, ctypes.c_ulonglong(len(cipher)), tag, data,
        ctypes.c_ulonglong(len(data)), nonce, key)
    return out.raw[:len(cipher)] if result == 0 else None


def unbase64(text):
    return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)


def argon2id(passphrase, salt, memory, passes):
    out = ctypes.create_string_buffer(32)
    check(sodium.crypto_pwhash(out, ctypes.c_ulonglong(32), passphrase,
                               ctypes.c_ulonglong(len(passphrase)), salt,
                               ctypes.c_ulonglong(passes), ctypes.c_size_t(memory), 2) == 0,
          "argon2id")
    return out.raw


class Header:
    def __init__(self, image, user, passphrase):
        check(image[:8] == b"HEARTHV1", "magic")
        form, length, self.generation = struct.unpack(">IIQ", image[8:24])
        check(form == 1 and length == len(image) and length % 65536 == 0, "length")
        check(hashlib.blake2b(image[:-32], digest_size=32).digest() == image[-32:], "checksum")
        self.vault, salt = image[24:40], image[40:72]
        n, = struct.unpack(">I", image[104:108])
        check(n in (64, 128, 256) and not any(image[108:128]), "slots")
        self.kdf = struct.unpack(">IIQ", image[72:88])
        check(self.kdf[0] == 1, "algorithm")
        slot = self.open_slot(image, n, salt, user, passphrase)
        self.user, self.seed = slot[16:32], slot[32:64]
        self.area_secret, self.identity = slot[64:96], slot[96:128]
        check(slot[0] == 1 and not any(slot[2:8]) and not any(slot[128:]), "slot plaintext")
        self.open_area(image, 128 + 192 * n)

    def open_slot(self, image, n, salt, user, passphrase):
        name = unicodedata.normalize("NFKC", user).casefold().strip()
        salt_u = hashlib.blake2b(b"hearth/name/v1\n" + name.encode(), key=salt,
                                 digest_size=32).digest()[:16]
        stretched = argon2id(unicodedata.normalize("NFKC", passphrase).encode(), salt_u,
                             self.kdf[2], self.kdf[1])
        key = hkdf(stretched, "hearth/slot/v1")
        data = b"hearth/slot/v1\n" + self.vault + salt + image[72:88]
        for self.slot in range(n):
            slot = image[128 + 192 * self.slot:][:192]
            plain = aead_open(key, slot[:24], slot[24:176], slot[176:], data)
            if plain is not None:
                return plain
        sys.exit("read-vault: no slot opens")

    def open_area(self, image, at):
        plain = aead_open(hkdf(self.area_secret, "hearth/area/v1"), image[at:at + 24],
                          image[at + 24:-48], image[-48:-32], image[:at])
        check(plain is not None, "area")
        self.dev, old_set = plain[:16], plain[16:48]
        line, _, rest = plain[48:].partition(b"\n")
        check(not any(rest) and not any(old_set), "area plaintext")
        signature, text = unbase64(line[:86].decode()), line[87:]
        label = b"hearth/grants/v1\n"
        check(line[86:87] == b" " and sodium.crypto_sign_verify_detached(
            signature, label + text, ctypes.c_ulonglong(len(label + text)), self.identity) == 0,
              "signature of the grants")
        self.grants = json.loads(text)
        check(json.dumps(self.grants, ensure_ascii=False, sort_keys=True,
                         separators=(",", ":")).encode() == text, "canonical JSON")
        check(self.grants["format"] == "hearth-grants" and self.grants["v"] == 1
              and self.grants["vault"] == self.vault.hex(), "grants")
        self.me, = [u for u in self.grants["users"] if u["id"] == self.user.hex()]
        check(self.slot in self.me["slots"] and self.me["state"] == "active", "own record")

    def key(self, name):
        """Opens the box of the newest epoch of a compartment, or of the identity."""
        epoch = max(self.grants["live"][name])
        grant, = [g for g in self.grants["grants"] if g["user"] == self.user.hex()
                  and g["cmp"] == name and g["epoch"] == epoch]
        public, secret = ctypes.create_string_buffer(32), ctypes.create_string_buffer(32)
        sodium.crypto_box_seed_keypair(public, secret, hkdf(self.seed, "hearth/user/box/v1"))
        check(public.raw == unbase64(self.me["key"]), "public key")
        box, plain = unbase64(grant["box"]), ctypes.create_string_buffer(88)
        check(len(box) == 136 and sodium.crypto_box_seal_open(
            plain, box, ctypes.c_ulonglong(len(box)), public, secret) == 0, "box")
        place = (b"hearth/grant/v1\n" + self.vault + struct.pack(">II", CODES.index(name), epoch)
                 + self.user)
        check(plain.raw[:56] == place, "place of a box")
        return epoch, plain.raw[56:]


class Compartment:
    def __init__(self, folder, header, name):
        self.vault, self.code = header.vault, CODES.index(name)
        self.epoch, key = header.key(name)
        self.keys = {part: hkdf(key, "hearth/page/%s/v1" % part)
                     for part in ("main", "wal", "table", "mask")}
        tables = [self.read_table(os.path.join(folder, "%s.fresh%d" % (name, i))) for i in (0, 1)]
        table = max(t for t in tables if t is not None)
        self.generation, self.marks, self.wal_id, self.wal_salts, self.state, self.tags = table
        self.pages = self.read_pages(os.path.join(folder, name + ".db"))
        self.n_frames = self.read_wal(os.path.join(folder, name + ".db-wal"))

    def prefix(self, kind, number, epoch):
        return (struct.pack(">BBBBB3xII", kind, 1, P // 256, 1, self.code, number, epoch)
                + self.vault)

    def read_table(self, path):
        with open(path, "rb") as file:
            raw = file.read()
        number, epoch = struct.unpack(">II", raw[48:56])
        if (raw[40:72] != self.prefix(6, number, epoch) or len(raw) != 128 + 16 * number
                or aead_open(self.keys["table"], raw[:24], b"", raw[24:40], raw[40:]) is None):
            return None
        generation, header, serial = struct.unpack(">QQQ", raw[72:96])
        state, mask_epoch = struct.unpack(">II", raw[120:128])
        check(mask_epoch == self.epoch, "mask epoch")
        tags = [raw[128 + 16 * i:][:16] for i in range(number)]
        return generation, (header, serial), raw[96:112], raw[112:120], state, tags

    def unseal(self, key, data, page, clear):
        check(not any(page[P - 20:P - 16]), "zeros of a page")
        epoch, = struct.unpack(">I", page[P - 24:P - 20])
        check(epoch == self.epoch, "epoch of a page")
        return aead_open(key, page[P - 48:P - 24], page[clear:P - 48], page[P - 16:], data)

    def read_pages(self, path):
        with open(path, "rb") as file:
            raw = file.read()
        pages = {}
        for number, tag in enumerate(self.tags, 1):
            page = raw[P * (number - 1):P * number]
            # After a crash in a checkpoint the journal has the page.
            if len(page) != P or page[P - 16:] != tag:
                continue
            data, clear = self.prefix(1, number, self.epoch), b""
            if number == 1:
                clear = b"HEARTHDB" + struct.pack(">IBBBB", P, 1, 1, 48, self.code)
                check(page[:16] == clear, "clear bytes of page 1")
            plain = self.unseal(self.keys["main"], data + clear, page, len(clear))
            check(plain is not None, "page %d" % number)
            pages[number] = (b"SQLite format 3\0" if number == 1 else b"") + plain + bytes(48)
        return pages

    def unmask(self, index, salts, masked):
        left, right = struct.unpack(">II", masked)
        for r in (3, 2, 1, 0):
            data = salts + struct.pack(">QBI", index, r, left)
            out = ctypes.create_string_buffer(8)
            sodium.crypto_shorthash(out, data, ctypes.c_ulonglong(len(data)),
                                    self.keys["mask"][:16])
            left, right = right ^ struct.unpack(">I", out.raw[:4])[0], left
        return left, right

    def read_wal(self, path):
        if not os.path.exists(path) or os.path.getsize(path) == 0:
            check(self.state & 1 == 0, "the journal is missing")
            return 0
        with open(path, "rb") as file:
            raw = file.read()
        order = ">" if raw[3] & 1 else "<"

        def add(sums, data):
            s0, s1 = sums
            for x0, x1 in struct.iter_unpack(order + "II", data):
                s0 = (s0 + x0 + s1) & 0xffffffff
                s1 = (s1 + x1 + s0) & 0xffffffff
            return s0, s1

        sums = add((0, 0), raw[:24])
        check(sums == struct.unpack(">II", raw[24:32]), "checksum of the journal")
        if self.state & 1 == 0 or raw[16:24] != self.wal_salts:
            return 0
        committed, waiting = 0, {}
        for index in range((len(raw) - 32) // (24 + P)):
            frame = raw[32 + index * (24 + P):][:24 + P]
            number, truncate = struct.unpack(">II", frame[:8])
            data = (self.prefix(2, number, self.epoch) + frame[4:8] + frame[8:16]
                    + struct.pack(">Q", index) + self.wal_id)
            if frame[8:16] != self.wal_salts:
                break
            plain = self.unseal(self.keys["wal"], data, frame[24:], 0)
            if plain is None:
                break
            sums = add(add(sums, frame[:8]), plain + bytes(48))
            if self.unmask(index, frame[8:16], frame[16:24]) != sums:
                break
            waiting[number] = plain + bytes(48)
            if truncate:
                self.pages.update(waiting)
                self.pages = {n: p for n, p in self.pages.items() if n <= truncate}
                committed, waiting = index + 1, {}
        check(committed >= self.state >> 1, "the journal was cut")
        return committed

    def query(self, sql):
        check(sorted(self.pages) == list(range(1, len(self.pages) + 1)), "pages are missing")
        image = bytearray(b"".join(self.pages[n] for n in sorted(self.pages)))
        check(image[18:21] == b"\2\2\x30", "geometry")
        # In memory there is no journal: the image says so.
        image[18:20] = b"\1\1"
        db = sqlite3.connect(":memory:")
        db.deserialize(bytes(image))
        check(db.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "integrity")
        return db.execute(sql).fetchall()


def main():
    folder, user, passphrase_file, name, sql = sys.argv[1:]
    with open(passphrase_file, encoding="utf-8") as file:
        passphrase = file.read().rstrip("\n")
    images = []
    for copy in ("header", "header.2"):
        with open(os.path.join(folder, copy), "rb") as file:
            images.append(file.read())
    check(images[0] == images[1], "the copies differ")
    header = Header(images[0], user, passphrase)
    identity = header.key("identity")[1]
    public, secret = ctypes.create_string_buffer(32), ctypes.create_string_buffer(64)
    sodium.crypto_sign_seed_keypair(public, secret, identity)
    check(public.raw == header.identity, "identity")
    compartment = Compartment(folder, header, name)
    check(compartment.marks == (header.generation, header.grants["serial"]), "marks")
    json.dump({"vault": header.vault.hex(), "dev": header.dev.hex(), "user": header.user.hex(),
               "name": header.me["name"], "roles": header.me["roles"],
               "memory": header.kdf[2], "passes": header.kdf[1],
               "frames": compartment.n_frames, "rows": compartment.query(sql)},
              sys.stdout, ensure_ascii=False, sort_keys=True)


main()
