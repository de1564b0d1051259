"""What makes a PDF one that is kept for decades: PDF/A-3a and PDF/UA-1 declared, its colours defined, its data attached."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from cultdip_desktop.core.paths import resources
from cultdip_desktop.i18n.words import Language
from cultdip_desktop.reports.properties import PRODUCER, Attached, Properties

_TAGS: Final = {"vi": "vi-VN", "en": "en-GB"}


def language_tag(language: Language) -> str:
    """BCP 47."""
    return _TAGS[language]


def declare(pdf: Pdf, properties: Properties) -> None:
    """Title, language, dates, colours and the two standards, alike in the file's dictionary and its XMP."""
    pdf.Root.Lang = String(language_tag(properties.language))
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.PageMode = Name.UseOutlines if "/Outlines" in pdf.Root else Name.UseNone
    pdf.Root.OutputIntents = Array([pdf.make_indirect(_colours(pdf))])
    pdf.Root.Metadata = pikepdf.Stream(pdf, _xmp(properties).encode(), Type=Name.Metadata, Subtype=Name.XML)
    del pdf.docinfo
    moment = f"D:{properties.moment.astimezone(UTC):%Y%m%d%H%M%S}Z"
    for key, value in (
        ("/Title", properties.title), ("/Author", properties.author), ("/Subject", properties.subject),
        ("/Creator", PRODUCER), ("/Producer", PRODUCER), ("/CreationDate", moment), ("/ModDate", moment),
    ):  # fmt: skip
        pdf.docinfo[key] = String(value)


def attach(pdf: Pdf, files: Sequence[Attached], moment: datetime) -> None:
    """Put `files` into the document, named by their relationship to it."""
    specs = []
    stamp = String(f"D:{moment.astimezone(UTC):%Y%m%d%H%M%S}Z")
    for file in sorted(files, key=lambda file: file.name):
        params = Dictionary(ModDate=stamp, Size=len(file.data))
        content = packed(pdf, file.data, Type=Name.EmbeddedFile, Subtype=Name("/" + file.mime), Params=params)
        specs.append(
            pdf.make_indirect(
                Dictionary(
                    Type=Name.Filespec, F=String(file.name), UF=String(file.name), Desc=String(file.description),
                    AFRelationship=Name("/" + file.relationship), EF=Dictionary(F=content, UF=content),
                )
            )
        )  # fmt: skip
    if specs:
        names = [part for spec in specs for part in (spec.F, spec)]
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(names)))
        pdf.Root.AF = Array(specs)


def packed(pdf: Pdf, data: bytes, **entries: Object | int) -> pikepdf.Stream:
    """A compressed stream of `data` with the `entries` of its dictionary."""
    return pikepdf.Stream(pdf, _ended(zlib.compress(data, 9)), Filter=Name.FlateDecode, **entries)


def end_streams(pdf: Pdf) -> None:
    """Let no compressed stream end with a line break: a reader could take it for the one before `endstream`."""
    for found in pdf.objects:
        if isinstance(found, pikepdf.Stream) and "/Filter" in found:
            _end(found)


def _end(stream: Any) -> None:
    raw = stream.read_raw_bytes()
    if raw != _ended(raw):
        stream.write(_ended(raw), filter=stream.Filter, decode_parms=stream.get("/DecodeParms"))


def _ended(data: bytes) -> bytes:
    return data + b"\0" if data[-1:] in (b"\r", b"\n") else data


def _colours(pdf: Pdf) -> Dictionary:
    """Every colour is meant as sRGB."""
    profile = packed(pdf, (resources() / "icc" / "sRGB.icc").read_bytes(), N=3)
    return Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB IEC61966-2.1"), RegistryName=String("http://www.color.org"), DestOutputProfile=profile,
    )  # fmt: skip


def _xmp(properties: Properties) -> str:
    moment = properties.moment.astimezone(UTC).isoformat(timespec="seconds")
    return _XMP.format(
        title=escape(properties.title),
        author=escape(properties.author),
        subject=escape(properties.subject),
        language=language_tag(properties.language),
        moment=moment,
        producer=PRODUCER,
    )


_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
