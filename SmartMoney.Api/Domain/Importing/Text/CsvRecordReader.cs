using System.Buffers;
using System.Runtime.InteropServices;

namespace SmartMoney.Domain.Importing.Text;

/// <summary>What is wrong with a record's structure.</summary>
internal enum CsvFault
{
    None,
    UnterminatedQuote,
    TextAfterQuote,
    TooManyColumns,
    LineTooLong,
    NulByte,
}

/// <summary>
/// Streams the records of comma-separated text (RFC 4180, with LF, CRLF or CR ends) in any encoding whose ASCII bytes below 0x30
/// stand for themselves alone, as UTF-8 and CP932 do. A record that cannot be told apart costs its first physical line
/// only: reading goes on with the next one. At most one record is held, never more than <see cref="StatementLimits.LineBytes"/>.
/// </summary>
internal sealed class CsvRecordReader(Stream stream)
{
    private static readonly SearchValues<byte> Nothing = SearchValues.Create(" \t\r\n,\""u8);

    private readonly List<Slice> _fields = [];
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private int _length;
    private int _nextLine = 1;
    private int _lines;
    private long _linesInVain;
    private bool _ended;
    private bool _begun;

    /// <summary>The physical line, from 1, on which the current record starts.</summary>
    public int Line { get; private set; }

    /// <summary>What is wrong with the current record; its fields are complete only when nothing is, or a NUL.</summary>
    public CsvFault Fault { get; private set; }

    /// <summary>Number of the field, from 1, in which the fault was found.</summary>
    public int FaultColumn { get; private set; }

    /// <summary>How many fields the current record has.</summary>
    public int Count => _fields.Count;

    /// <summary>Whether the current record has no text: an empty line, or separators alone.</summary>
    public bool IsBlank => Fault == CsvFault.None && !Raw.ContainsAnyExcept(Nothing);

    /// <summary>The current record's bytes with its line end; of a line that is too long, its start.</summary>
    public ReadOnlySpan<byte> Raw => _buffer.AsSpan(_start, _length);

    /// <summary>A field's bytes without its surrounding quotes.</summary>
    public ReadOnlySpan<byte> Field(int index, out bool doubledQuotes)
    {
        var field = _fields[index];
        doubledQuotes = field.DoubledQuotes;
        return _buffer.AsSpan(_start + field.Start, field.Length);
    }

    /// <summary>Moves to the next record; false at the end of the file.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        _start += _length;
        _length = 0;
        _nextLine += _lines;
        _lines = 0;
        if (!_begun)
        {
            _begun = true;
            await FillAsync(cancellationToken);
            if (_buffer.AsSpan(0, _end).StartsWith<byte>([0xEF, 0xBB, 0xBF]))
                _start = 3;
        }
        if (Line > 0 && Fault == CsvFault.LineTooLong)
            await SkipLineAsync(cancellationToken);

        Line = _nextLine;
        while (!Scan(_buffer.AsSpan(_start, _end - _start)))
        {
            if (_start == 0 && _end == StatementLimits.LineBytes)
            {
                GiveUp(_buffer.AsSpan(0, _end), CsvFault.UnterminatedQuote);
                return true;
            }
            await FillAsync(cancellationToken);
        }
        return _length > 0;
    }

    // Moves what is unread to the front, doubles a buffer that one record fills, and fills it: with full buffers a long
    // record is scanned a bounded number of times, however small the pieces are that the stream returns.
    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, StatementLimits.LineBytes));
        _end += await stream.ReadAtLeastAsync(_buffer.AsMemory(_end), _buffer.Length - _end, throwOnEndOfStream: false, cancellationToken);
        _ended = _end < _buffer.Length;
    }

    private async ValueTask SkipLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var at = _buffer.AsSpan(_start, _end - _start).IndexOfAny((byte)'\r', (byte)'\n');
            if (at >= 0 && (_ended || _start + at + 1 < _end))
            {
                _start += at + LineEnd(_buffer.AsSpan(_start + at, _end - _start - at));
                return;
            }
            _start = at >= 0 ? _start + at : _end;
            if (_ended)
                return;
            await FillAsync(cancellationToken);
        }
    }

    // Reads one record at the start of the text; false when more bytes are needed to tell.
    private bool Scan(ReadOnlySpan<byte> text)
    {
        _fields.Clear();
        _length = 0;
        _lines = 1;
        Fault = CsvFault.None;
        FaultColumn = 0;
        if (text.IsEmpty)
        {
            _lines = 0;
            return _ended;
        }
        for (var at = 0; ;)
        {
            if (_fields.Count == StatementLimits.Columns)
                return GiveUp(text, CsvFault.TooManyColumns);
            if (at < text.Length && text[at] == '"')
            {
                var (outcome, close, doubled) = ScanQuoted(text, at + 1);
                if (outcome == Quoted.NeedsMore)
                    return false;
                if (outcome == Quoted.Unterminated)
                    return GiveUp(text, CsvFault.UnterminatedQuote);
                _fields.Add(new(at + 1, close - at - 1, doubled));
                at = close + 1;
                if (at < text.Length && text[at] is not ((byte)',' or (byte)'\r' or (byte)'\n'))
                {
                    _fields.RemoveAt(_fields.Count - 1);
                    return GiveUp(text, CsvFault.TextAfterQuote);
                }
            }
            else
            {
                var length = text[at..].IndexOfAny((byte)',', (byte)'\r', (byte)'\n');
                if (length < 0 && !_ended)
                    return false;
                length = length < 0 ? text.Length - at : length;
                _fields.Add(new(at, length, false));
                at += length;
            }
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }
            if (!_ended && at >= text.Length - 1 && (at == text.Length || text[at] == '\r'))
                return false;
            Finish(text[..(at + LineEnd(text[at..]))]);
            return true;
        }
    }

    private (Quoted Outcome, int Close, bool Doubled) ScanQuoted(ReadOnlySpan<byte> text, int at)
    {
        var lines = _lines;
        for (var doubled = false; ; doubled = true)
        {
            var length = text[at..].IndexOf((byte)'"');
            lines += LineEnds(length < 0 ? text[at..] : text.Slice(at, length));
            if (lines > LinesAllowed || (length < 0 && _ended))
            {
                _lines = lines;
                return (Quoted.Unterminated, 0, false);
            }
            if (length < 0)
                return (Quoted.NeedsMore, 0, false);
            at += length;
            if (at + 1 == text.Length && !_ended)
                return (Quoted.NeedsMore, 0, false);
            if (at + 1 == text.Length || text[at + 1] != '"')
            {
                _lines = lines;
                return (Quoted.Closed, at, doubled);
            }
            at += 2;
        }
    }

    private void Finish(ReadOnlySpan<byte> record)
    {
        _length = record.Length;
        var nul = record.IndexOf((byte)0);
        if (nul < 0)
            return;
        Fault = CsvFault.NulByte;
        FaultColumn = _fields.FindLastIndex(field => field.Start <= nul) + 1;
    }

    // Reading lines anew after each stray quote must not make the work quadratic on a file made of them: once that has
    // happened too often, quotes may span a few lines only.
    private int LinesAllowed => _linesInVain < 100 * StatementLimits.LinesInRecord ? StatementLimits.LinesInRecord : StatementLimits.LinesInRecord / 100;

    // The record becomes its first physical line, so that a stray quote costs one line and not the rest of the file.
    private bool GiveUp(ReadOnlySpan<byte> text, CsvFault fault)
    {
        Fault = fault;
        FaultColumn = _fields.Count + 1;
        _linesInVain += _lines - 1;
        _lines = 1;
        var end = text.IndexOfAny((byte)'\r', (byte)'\n');
        var cut = end < 0 || (text[end] == '\r' && end + 1 == text.Length);
        if (cut && !_ended)
        {
            if (text.Length < StatementLimits.LineBytes)
                return false;
            Fault = CsvFault.LineTooLong;
            _length = end < 0 ? text.Length : end;
            return true;
        }
        _length = end < 0 ? text.Length : end + LineEnd(text[end..]);
        return true;
    }

    private static int LineEnd(ReadOnlySpan<byte> text) =>
        text.StartsWith("\r\n"u8) ? 2 : Math.Min(text.Length, 1);

    private static int LineEnds(ReadOnlySpan<byte> text) =>
        text.Count((byte)'\n') + (text.Contains((byte)'\r') ? text.Count((byte)'\r') - text.Count("\r\n"u8) : 0);

    private enum Quoted
    {
        Closed,
        NeedsMore,
        Unterminated,
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Slice(int Start, int Length, bool DoubledQuotes);
}
