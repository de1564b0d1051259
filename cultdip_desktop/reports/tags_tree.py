"""Writes the structure of a document into its PDF: the structure tree, its way back from the pages, the fields for signatures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from cultdip_desktop.reports.archive import packed
from cultdip_desktop.reports.structure import Box, Field, Node, Tree

_PRINTED_AND_LOCKED: Final = 132
"""F of a field: it is printed, and it cannot be moved."""


def write(pdf: Pdf, tree: Tree, tooltips: Mapping[str, str]) -> None:
    """Put `tree` and its fields into `pdf`, whose pages it was drawn on; `tooltips` say by name what a field is for."""
    pages: list[Object] = [page.obj for page in pdf.pages]
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    made: dict[int, Object] = {id(node): pdf.make_indirect(_element(node)) for node in tree.walk()}
    fields = tree.fields()
    widgets = {
        id(field): _widget(pdf, pages[field.page], field, tooltips[field.name], len(pages) + at)
        for at, (field, _node) in enumerate(fields)
    }
    for node in tree.roots:
        made[id(node)].P = document
    for node in tree.walk():
        _kids(node, made, widgets, pages)
    document.K = Array([made[id(node)] for node in tree.roots])
    root.K = Array([document])
    root.ParentTree = _parents(pdf, tree, made, pages)
    root.ParentTreeNextKey = len(pages) + len(fields)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    if fields:
        pdf.Root.AcroForm = Dictionary(Fields=Array(list(widgets.values())))


def _element(node: Node) -> Dictionary:
    element = Dictionary(S=Name(f"/{node.tag}"))
    if node.alt:
        element.Alt = String(node.alt)
    if node.lang:
        element.Lang = String(node.lang)
    attributes = _attributes(node)
    if attributes is not None:
        element.A = attributes
    return element


def _attributes(node: Node) -> Dictionary | None:
    if node.tag == "L":
        return Dictionary(O=Name.List, ListNumbering=Name(f"/{node.numbering or 'None'}"))
    if node.box is not None:
        return Dictionary(O=Name.Layout, BBox=_box(node.box), Placement=Name.Block)
    if node.tag not in ("TH", "TD") or (not node.scope and node.columns == node.rows == 1):
        return None
    attributes = Dictionary(O=Name.Table)
    if node.scope:
        attributes.Scope = Name(f"/{node.scope}")
    if node.columns > 1:
        attributes.ColSpan = node.columns
    if node.rows > 1:
        attributes.RowSpan = node.rows
    return attributes


def _kids(node: Node, made: Mapping[int, Object], widgets: Mapping[int, Object], pages: list[Object]) -> None:
    """Parent, kids and page of an element; marks on other pages than its first name theirs."""
    element = made[id(node)]
    page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
    if page is not None:
        element.Pg = pages[page]
    kids: list[Object | int] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            made[id(kid)].P = element
            kids.append(made[id(kid)])
        elif isinstance(kid, Field):
            kids.append(Dictionary(Type=Name.OBJR, Obj=widgets[id(kid)], Pg=pages[kid.page]))
        elif kid.page == page:
            kids.append(kid.number)
        else:
            kids.append(Dictionary(Type=Name.MCR, MCID=kid.number, Pg=pages[kid.page]))
    if kids:
        element.K = kids[0] if len(kids) == 1 else Array(kids)


def _parents(pdf: Pdf, tree: Tree, made: Mapping[int, Object], pages: list[Object]) -> Object:
    """From a page's mark, and from a field, back to its element."""
    numbers: list[Object | int] = []
    for index, page in enumerate(pages):
        owners = tree.pages[index] if index < len(tree.pages) else []
        page.StructParents = index
        page.Tabs = Name.S
        numbers += [index, pdf.make_indirect(Array([made[id(node)] for node in owners]))]
    for at, (_field, node) in enumerate(tree.fields()):
        numbers += [len(pages) + at, made[id(node)]]
    return pdf.make_indirect(Dictionary(Nums=Array(numbers)))


def _widget(pdf: Pdf, page: Object, field: Field, tooltip: str, parent: int) -> Object:
    """An empty signature field; its appearance is replaced when it is signed."""
    box = field.box
    frame = Array([0, 0, _number(box[2] - box[0]), _number(box[3] - box[1])])
    blank = packed(pdf, b" ", Type=Name.XObject, Subtype=Name.Form, BBox=frame, Resources=Dictionary())
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String(field.name), TU=String(tooltip),
            F=_PRINTED_AND_LOCKED, Rect=_box(box), P=page, StructParent=parent,
            AP=Dictionary(N=blank),
        )
    )  # fmt: skip
    if "/Annots" not in page:
        page.Annots = Array()
    page.Annots.append(widget)
    return widget


def _box(box: Box) -> Array:
    return Array([_number(side) for side in box])


def _number(value: float) -> Object:
    return Object.parse(f"{value:.2f}".encode())
