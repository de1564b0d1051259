"""The page of the two signatures: what is on the document, who signs next with which key, the road outside, the verdict."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.naming import period_words
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.marks import Pill
from cultdip_desktop.ui.kit.notices import Banner, ProgressCard
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import Card, KeptWidth, PageHead, ScrollPage, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.reports.sign_values import KeyChoice, SignState
from cultdip_desktop.ui.rooms.reports.view_sign_key import KeyCard
from cultdip_desktop.ui.rooms.reports.view_sign_parts import RESULTS, UNSIGNED, SignatureCard, line_of
from cultdip_desktop.ui.rooms.reports.viewmodel_sign import SignModel

PLACE: Final = "sign"
_PDF: Final = "PDF (*.pdf)"


class SignPage(QWidget):
    """Signs in the order person, agency; the official act is one button that says what is still missing."""

    go = Signal(object)
    back = Signal()
    done = Signal(object, object)
    status = Signal(object)

    def __init__(self, kit: Kit, model: SignModel) -> None:
        super().__init__()
        self._kit, self._model = kit, model
        model.setParent(self)
        self.state: SignState | None = None
        self._id = ""
        self.head = PageHead(kit, t("Sign the document"), "")
        self.head.add_back(lambda _on=False: self.back.emit(), t("Back to the report"))
        self._pill = Pill(kit)
        self.head.add_mark(self._pill)
        self.banner = Banner(kit)
        self.progress = ProgressCard(kit, t("Signing the document"), icon="stamp")
        self.person = SignatureCard(kit, "person")
        self.agency = SignatureCard(kit, "agency")
        self.others = column(gap=12)
        self.key = KeyCard(kit)
        self.save = Button(kit, t("Save the signed PDF…"), icon="download", on_click=self._save)
        self.verdict = Button(kit, t("Save the verdict page…"), icon="file-check", on_click=self._save_verdict)
        self.take_out = Button(kit, t("Export the PDF to sign…"), icon="upload", on_click=self._take_out)
        self.bring_back = Button(kit, t("Bring the signed PDF back…"), icon="folder-input", on_click=self._bring_back)
        self.check = Button(kit, t("Check a signed PDF…"), icon="shield-check", on_click=self._check)
        self._file = Card(kit, t("The file as a whole"))
        self._file_lines = QVBoxLayout()
        self._file_lines.setSpacing(6)
        self._file.add(self._file_lines)
        self._file.add(row(self.save, self.verdict, None))
        self._lay_out()
        model.known.connect(self._show)
        model.keys_known.connect(self._show_keys)
        model.token_trouble.connect(self.key.show_token_trouble)
        model.failed.connect(self.banner.show_error)
        self.key.sign_asked.connect(self._sign)
        self.key.keys_asked.connect(lambda: self.go.emit(Route("settings", "keys")))
        self.key.tokens_asked.connect(lambda: self.go.emit(Route("settings", "tokens")))
        self.key.again_asked.connect(model.reload)
        kit.live.changed.connect(self._speak)

    def enter(self, route: Route) -> None:
        """Show the document of the route's period, else the one shown before."""
        self._id = route.id or self._id
        self.banner.clear()
        self.key.forget_pin()
        if self._id:
            self._model.open(self._id)
        self.status.emit(t("A PIN is tried once · Esc: back to the report"))
        self.key.keys.setFocus()

    def leave(self) -> None:
        """Leave no PIN behind."""
        self.key.forget_pin()

    def route(self) -> Route:
        """Where the user is now."""
        return Route("reports", PLACE, self._id)

    def _lay_out(self) -> None:
        left = ScrollPage(margins=(20, 14, 8, 16))
        for widget in (self.banner, self.progress, self.person, self.agency):
            left.add(widget)
        left.add(self.others)
        left.add(self._file)
        left.end()
        right = ScrollPage(margins=(4, 14, 20, 16))
        right.add(self.key)
        right.add(self._outside_card())
        right.add(self._any_card())
        right.end()
        KeptWidth(self._kit.look, right, 400)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(left, 1)
        line.addWidget(right)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addLayout(line, 1)

    def _outside_card(self) -> Card:
        card = Card(self._kit, t("Sign with another tool"))
        said = t(
            "Export the PDF, sign it in the ministry's tool, bring it back. It is taken in only if every page is the same and its signatures hold."
        )
        card.add(PlainLabel(self._kit, said, "small", "secondary", wrap=True))
        card.add(column(self.take_out, self.bring_back, gap=8))
        return card

    def _any_card(self) -> Card:
        card = Card(self._kit, t("Any signed PDF"))
        said = t("Who signed, when, whether anything was changed, and whether the signers are entitled.")
        card.add(PlainLabel(self._kit, said, "small", "secondary", wrap=True))
        card.add(self.check)
        return card

    def _show(self, state: SignState) -> None:
        self.state = state
        period = state.period
        self.head.say(
            Phrase(lambda words: words.t("Sign: report for {period}", period=period_words(words, period))), ""
        )
        words, mark = RESULTS[state.result] if state.result else UNSIGNED
        self._pill.set(words, mark)
        next_role = state.next_role
        self.person.show_part(state.part("person"), waiting=next_role == "person")
        self.agency.show_part(state.part("agency"), waiting=next_role == "agency")
        clear(self.others)
        foreign = [part for part in state.parts if part.role not in ("person", "agency")]
        for part in foreign:
            card = SignatureCard(self._kit, part.role)
            card.show_part(part, waiting=False)
            self.others.addWidget(card)
        present(self.person, shown=not state.outside or state.part("person") is not None)
        present(self.agency, shown=not state.outside or state.part("agency") is not None)
        self.key.show_state(state)
        self._speak()
        present(self._file, shown=bool(state.paper_id))
        self._allow(self.take_out, state.stop)
        self._allow(self.bring_back, state.stop)
        if state.stop is None and not state.out and "person" not in {part.role for part in state.parts}:
            self.bring_back.disable(t("Export the PDF first."))
        if state.number is None and not state.paper_id and state.stop is None:
            self.banner.show_notice(
                "info",
                t("The document has no number yet."),
                t("Number and day are given before it is signed; afterwards they cannot be put in."),
                action=t("Give it a number"),
                on_action=lambda: self.go.emit(Route("settings", "form")),
            )

    def _speak(self) -> None:
        """The verdict's lines in the language of the window."""
        clear(self._file_lines)
        lines = self.state.lines.get(self._kit.live.language, ()) if self.state is not None else ()
        for line in lines:
            self._file_lines.addLayout(line_of(self._kit, line))

    def _allow(self, button: Button, stop: UserError | None) -> None:
        if stop is None:
            button.enable()
        else:
            button.disable(Phrase(lambda words: describe(words, stop).message))

    def _show_keys(self, choices: tuple[KeyChoice, ...]) -> None:
        self.key.show_keys(choices)

    def _sign(self) -> None:
        state = self.state
        if state is None or not state.next_role or self.key.stop:
            return
        self.banner.clear()
        job = self._model.sign(
            state.next_role,
            self.key.chosen,
            self.key.take_pin(),
            last_try=self.key.last_try,
            done=self._signed,
            failed=self._refused,
        )
        if job is not None:
            self.key.button.hold(job)
            self.progress.follow(job)

    def _signed(self, signers: tuple[str, ...]) -> None:
        self.done.emit(t("Signed: {signers}", signers=", ".join(signers)), None)

    def _refused(self, error: UserError) -> None:
        """The PIN was wrong, or something else stood in the way; nothing was signed."""
        if error.code in ("key.wrong_pin", "key.locked", "token.wrong_pin", "token.locked", "token.last_try"):
            self.key.show_refusal(error)
        else:
            self.banner.show_error(error)
        self._model.reload()

    def _take_out(self) -> None:
        target = self._ask_target(t("Where the PDF is written that will be signed"), "to-sign")
        if target is not None:
            job = self._model.take_out(target, self._say_out, self.banner.show_error)
            if job is not None:
                self.progress.follow(job)

    def _say_out(self, file: Path) -> None:
        self.banner.show_notice(
            "info",
            t("Written: {file}", file=file.name),
            t("Sign it in the ministry's tool, then bring the signed file back here."),
        )

    def _bring_back(self) -> None:
        kit = self._kit
        file = kit.files.open_file(self, kit.say(t("Choose the signed PDF")), _PDF)
        if file is not None:
            job = self._model.bring_back(file, self._say_back, self.banner.show_error)
            if job is not None:
                self.progress.follow(job)

    def _say_back(self, code: str) -> None:
        if code:
            self.banner.show_error(UserError(code))
            return
        self.banner.show_notice(
            "ok", t("Taken in: every page is the same."), t("The verdict on its signatures stands below.")
        )

    def _check(self) -> None:
        """The page of the verdict asks for the file."""
        self.go.emit(Route("reports", "verdict"))

    def _save(self) -> None:
        target = self._ask_target(t("Where the signed PDF is written"), "signed")
        if target is not None and self.state is not None:
            self._model.save(self.state.paper_id, target, self._say_saved, self.banner.show_error)

    def _save_verdict(self) -> None:
        target = self._ask_target(t("Where the verdict page is written"), "verdict")
        if target is not None:
            self._model.save_verdict(target, self._kit.live.language, self._say_saved, self.banner.show_error)

    def _say_saved(self, file: Path) -> None:
        self.banner.show_notice(
            "ok",
            t("Saved as {file}", file=file.name),
            "",
            action=t("Open the document"),
            on_action=lambda: self._model.show_file(file),
        )

    def _ask_target(self, title: Speech, what: str) -> Path | None:
        kit = self._kit
        suggestion = Path(self._model.suggest_name(what))
        target = kit.files.save_file(self, kit.say(title), suggestion, _PDF)
        if target is None:
            return None
        return target if target.suffix else target.with_name(f"{target.name}.pdf")

    def minimumSizeHint(self) -> QSize:
        """Both columns side by side."""
        return QSize(self._kit.look.px(740), 200)
