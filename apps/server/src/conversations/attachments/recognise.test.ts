import { expect, test } from 'vitest'
import { nameOfFile } from './attachment.ts'
import { recognise } from './recognise.ts'

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))
const u32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
const png = (width: number, height: number) =>
  bytes([0x89], 'PNG\r\n', [0x1a, 0x0a], u32(13), 'IHDR', u32(width), u32(height), [8, 6, 0, 0, 0])

test('a picture is known by its first bytes and says how large it is', () => {
  expect(recognise(png(640, 480))).toMatchObject({ kind: 'picture', mediaType: 'image/png', width: 640, height: 480 })
  const jpeg = bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 11, 8, 1, 0, 2, 0])
  expect(recognise(jpeg)).toMatchObject({ kind: 'picture', mediaType: 'image/jpeg', width: 512, height: 256 })
  expect(recognise(bytes('GIF89a', [16, 0, 9, 0]))).toMatchObject({ mediaType: 'image/gif', width: 16, height: 9 })
  const webp = bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0], [0, 0, 0, 0], [99, 0, 0], [49, 0, 0])
  expect(recognise(webp)).toMatchObject({ mediaType: 'image/webp', width: 100, height: 50 })
})

test('sounds, film, papers and words are told apart', () => {
  const kinds = {
    'audio/ogg': bytes('OggS'),
    'audio/webm': bytes([0x1a, 0x45, 0xdf, 0xa3], 'webm', 'A_OPUS'),
    'video/webm': bytes([0x1a, 0x45, 0xdf, 0xa3], 'webm', 'A_OPUS', 'V_VP8'),
    'audio/mpeg': bytes('ID3'),
    'audio/wav': bytes('RIFF', [0, 0, 0, 0], 'WAVE'),
    'audio/mp4': bytes([0, 0, 0, 24], 'ftypiso5', 'hdlrsoun'),
    'video/mp4': bytes([0, 0, 0, 24], 'ftypisom', 'hdlrvide', 'hdlrsoun'),
    'image/heic': bytes([0, 0, 0, 24], 'ftypheic'),
    'application/pdf': bytes('%PDF-1.7'),
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': bytes(
      'PK',
      [3, 4],
      '[Content_Types].xml',
      'xl/workbook.xml',
    ),
    'application/vnd.oasis.opendocument.text': bytes(
      'PK',
      [3, 4, ...Array.from({ length: 26 }, () => 0)],
      'mimetypeapplication/vnd.oasis.opendocument.text',
    ),
    'text/plain': Buffer.from('Lampan är trasig;1 290 kr\n'),
  }
  for (const [mediaType, file] of Object.entries(kinds)) expect(recognise(file)?.mediaType, mediaType).toBe(mediaType)
})

test('what could run, can’t be told or is broken is not taken, whatever it calls itself', () => {
  const refused = {
    'a page': Buffer.from('<!doctype html><script>alert(1)</script>'),
    'a page after blanks': Buffer.from('\n  <html>'),
    'a drawing with a script': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    'a program of Windows': bytes('MZ', [0x90, 0, 3, 0]),
    'a program of Linux': bytes([0x7f], 'ELF', [2, 1, 1]),
    'a script': Buffer.from('#!/bin/sh\nrm -rf /'),
    'a bare archive': bytes('PK', [3, 4], 'holiday.exe'),
    'a picture that ends too soon': bytes([0x89], 'PNG\r\n', [0x1a, 0x0a]),
    'a picture of no size': png(0, 10),
    'a picture that fills the memory': png(60_000, 60_000),
    'nothing but blanks': Buffer.from('  \n'),
    'no text at all': bytes([0xc3, 0x28, 0xff, 0xfe]),
  }
  for (const [what, file] of Object.entries(refused)) expect(recognise(file), what).toBeNull()
})

test('a name keeps what she called it, loses what could fool somebody, and ends as what it is', () => {
  const pdf = { endings: ['pdf'] }
  expect(nameOfFile('Kvitto för lampan.pdf', pdf)).toBe('Kvitto för lampan.pdf')
  expect(nameOfFile('invoice.exe', pdf)).toBe('invoice.exe.pdf')
  expect(nameOfFile('../../etc/passwd', { endings: ['txt', 'csv'] })).toBe('passwd.txt')
  expect(nameOfFile('C:\\photos\\me.JPEG', { endings: ['jpg', 'jpeg'] })).toBe('me.jpeg')
  expect(nameOfFile('bill\u202efdp.exe', pdf)).toBe('billfdp.exe.pdf')
  expect(nameOfFile('a"b\r\nc.pdf', pdf)).toBe('a_bc.pdf')
  expect(nameOfFile('', pdf)).toBe('file.pdf')
  expect(nameOfFile(`${'x'.repeat(400)}.pdf`, pdf)).toHaveLength(124)
})
