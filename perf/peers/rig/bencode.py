"""Bencoding, the notation of rtpengine's control protocol: integers, byte strings, lists, dictionaries."""


def encode(value):
    """Bytes of an int, str, bytes, list or dict of such."""
    if isinstance(value, int):
        return b"i%de" % value
    if isinstance(value, str):
        value = value.encode()
    if isinstance(value, bytes):
        return b"%d:%s" % (len(value), value)
    if isinstance(value, list):
        return b"l" + b"".join(map(encode, value)) + b"e"
    pairs = sorted((key.encode(), item) for key, item in value.items())
    return b"d" + b"".join(encode(key) + encode(item) for key, item in pairs) + b"e"


def decode(data):
    """The one value that some bytes are; strings become str. ValueError when they are anything else."""
    value, end = _value(data, 0)
    if end != len(data):
        raise ValueError(f"{len(data) - end} bytes too many after a bencoded value")
    return value


def _value(data, at):
    kind = data[at : at + 1]
    if kind == b"i":
        end = data.index(b"e", at)
        return int(data[at + 1 : end]), end + 1
    if kind == b"l":
        return _items(data, at + 1)
    if kind == b"d":
        items, end = _items(data, at + 1)
        return dict(zip(items[::2], items[1::2])), end
    colon = data.index(b":", at)
    end = colon + 1 + int(data[at:colon])
    return data[colon + 1 : end].decode("utf-8", "replace"), end


def _items(data, at):
    items = []
    while data[at : at + 1] != b"e":
        item, at = _value(data, at)
        items.append(item)
    return items, at + 1
