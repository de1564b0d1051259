"""Pictures of the seal and of the signer's signature, with their real size."""

from __future__ import annotations

from cultdip_desktop.domain.letterhead import StampImage
from cultdip_desktop.domain.mission import Person
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.numbers import IntegerField
from cultdip_desktop.ui.kit.surfaces import Card, boxed, column, row
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.settings.form_pictures import StampView
from cultdip_desktop.ui.rooms.settings.viewmodel_form import FormModel, FormState


class ImageCard(Card):
    """Two pictures; each is shown in its real size and kept at once."""

    def __init__(self, kit: Kit, model: FormModel) -> None:
        super().__init__(kit, t("Pictures of seal and signature"))
        self.body.setSpacing(12)
        about = t("PNG with a transparent ground. They are laid over a document only when it is signed.")
        self.add(PlainLabel(kit, about, "small", "secondary", wrap=True))
        self.seal = _Picture(kit, model, seal=True)
        self.signature = _Picture(kit, model, seal=False)
        for part in (self.seal, Rule(), self.signature):
            self.add(part.box if isinstance(part, _Picture) else part)

    def show_state(self, state: FormState) -> None:
        """Show what is kept."""
        self.seal.show_image(state.seal, None)
        self.signature.show_image(state.signature, state.signer)


class _Picture:
    def __init__(self, kit: Kit, model: FormModel, *, seal: bool) -> None:
        self._kit, self._model, self._seal = kit, model, seal
        self._signer: Person | None = None
        title = t("Seal of the agency (red)") if seal else t("Signature of the signer (blue)")
        self.title = PlainLabel(kit, title, "strong")
        self.whose = PlainLabel(kit, "", "small", "secondary")
        self.view = StampView(kit, title)
        self.choose_button = Button(kit, t("Choose a PNG file"), icon="image", compact=True, on_click=self._choose)
        self.remove_button = IconButton(kit, "trash-2", _removing(seal), on_click=self._remove)
        self.width = IntegerField(kit, "mm", minimum=1, maximum=200)
        self.width.settled.connect(self._resize)
        self._field = Field(kit, t("Real width"), self.width)
        self._field.setFixedWidth(kit.look.px(130))
        act = row(self.choose_button, self.remove_button, None)
        words = column(self.title, self.whose, act, row(self._field, None), None, gap=6)
        self.box = boxed(row(words, self.view, None, gap=16))

    def show_image(self, image: StampImage | None, signer: Person | None) -> None:
        """The picture that is kept, or none."""
        self._signer = signer
        self.whose.say("" if signer is None else signer.name)
        present(self.whose, shown=signer is not None)
        self.view.show_picture(None if image is None else image.png, 0 if image is None else image.width_mm)
        present(self.view, shown=image is not None)
        present(self._field, shown=image is not None)
        present(self.remove_button, shown=image is not None)
        if not self.width.hasFocus():
            self.width.set_integer(None if image is None else image.width_mm)
        self.choose_button.setEnabled(self._seal or signer is not None)

    def _choose(self) -> None:
        title = self._kit.say(t("Choose a PNG file"))
        path = self._kit.files.open_file(self.box, title, "PNG (*.png)")
        if path is not None:
            self._model.set_image(seal=self._seal, path=path, signer=self._signer)

    def _resize(self, width: object) -> None:
        if isinstance(width, int):
            self._model.resize_image(seal=self._seal, width_mm=width, signer=self._signer)

    def _remove(self) -> None:
        self._model.remove_image(seal=self._seal, signer=self._signer)


def _removing(seal: bool) -> Speech:
    return t("Remove the picture of the seal") if seal else t("Remove the picture of the signature")
