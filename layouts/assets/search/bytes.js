// @ts-check
// How numbers and words stand in the files of the search.

/** Reads one file from its beginning to its end. What it cannot read throws: a damaged file gives no answer. */
export class Bytes {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  byte() {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new RangeError("a file ends too early");
    this.at += 1;
    return byte;
  }

  /** An unsigned number, seven bits a byte, lowest first. Beyond 2^53 only its size is right. */
  varint() {
    let number = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      number += (byte & 127) * factor;
      if (byte < 128) return number;
    }
  }

  /** A signed number; a `bigint` where a number would not be exact. */
  zigzag() {
    const from = this.at;
    const number = this.varint();
    if (number <= Number.MAX_SAFE_INTEGER) return number % 2 ? -(number + 1) / 2 : number / 2;
    this.at = from;
    let big = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.byte();
      big |= BigInt(byte & 127) << shift;
      if (byte < 128) return exact(big & 1n ? -(big + 1n) / 2n : big / 2n);
    }
  }

  /** The next bytes. @param {number} length */
  take(length) {
    const from = this.at;
    this.at += length;
    if (this.at > this.bytes.length) throw new RangeError("a file ends too early");
    return this.bytes.subarray(from, this.at);
  }

  /** Rising numbers by their steps, the first as it is. @param {number} count */
  rising(count) {
    if (count > this.bytes.length) throw new RangeError("a file ends too early");
    const numbers = new Uint32Array(count);
    let number = 0;
    for (let n = 0; n < count; n += 1) {
      number += this.varint();
      numbers[n] = number;
    }
    return numbers;
  }

  /** Numbers whose lowest bytes stand first, then the next ones. @param {number} count @param {number} width */
  planes(count, width) {
    const numbers = width === 1 ? new Uint8Array(count) : width === 2 ? new Uint16Array(count) : new Uint32Array(count);
    for (let plane = 0; plane < width; plane += 1) {
      const bytes = this.take(count);
      for (let n = 0; n < count; n += 1) numbers[n] |= bytes[n] << (8 * plane);
    }
    return numbers;
  }

  /** Reads words that are told by what they do not share with the one before. @returns {() => string} */
  words() {
    const decoder = new TextDecoder();
    let word = new Uint8Array(0);
    return () => {
      const shared = this.varint();
      const rest = this.take(this.varint());
      const next = new Uint8Array(shared + rest.length);
      next.set(word.subarray(0, shared));
      next.set(rest, shared);
      word = next;
      return decoder.decode(word);
    };
  }
}

/** The `n`th of numbers that stand two to a byte. @param {Uint8Array} nibbles @param {number} n */
export function nibble(nibbles, n) {
  return n & 1 ? nibbles[n >> 1] >> 4 : nibbles[n >> 1] & 15;
}

/** A whole number as `number` where that is exact. @param {bigint} big */
export function exact(big) {
  const number = Number(big);
  return Number.isSafeInteger(number) ? number : big;
}
