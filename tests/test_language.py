"""Names by spaCy pipelines: what comes in, what goes out, and that spaCy stays out until it is needed."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import ModelError
from extractor.language import (
    Entity,
    encoding,
    entities,
    evaluate,
    find_entities,
    load_pipeline,
    make_doc,
    model_version,
    read_texts,
    tags,
)
from extractor.language.features import Features
from extractor.language.pipelines import PACKAGED
from extractor.language.recipe import augment, segmentation, silver
from extractor.language.recipe.corpora import Sentence
from extractor.language.recipe.datasets import words_of
from extractor.language.recipe.examples import word_tags
from extractor.language.recipe.gazetteers import Places
from extractor.language.recipe.harmonise import harmonise
from extractor.language.words import LETTERS, kind_of, spell


@pytest.fixture
def pipeline(tmp_path: Path) -> Callable[..., str]:
    """Makes a small Chinese pipeline whose rules label the words given, in a component named `ner`."""

    def make(labels: dict[str, str], *, lang: str = "zh", name: str = "ner") -> str:
        import spacy

        nlp = spacy.blank(lang)
        ruler: Any = nlp.add_pipe("entity_ruler", name=name)
        ruler.add_patterns([{"label": label, "pattern": word} for word, label in labels.items()])
        folder = tmp_path / f"{lang}_{name}_{len(list(tmp_path.iterdir()))}"
        nlp.to_disk(folder)
        return str(folder)

    return make


def names(text: str, model: str | None = None) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], found.type) for found in next(find_entities([text], model=model))]


def test_importing_does_not_import_spacy() -> None:
    code = "import sys, extractor.language; print([m for m in ('spacy', 'thinc', 'numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("PERSON", "person"),
        ("PER", "person"),
        ("ORG", "organization"),
        ("GPE", "place"),
        ("LOC", "place"),
        ("FAC", "place"),
    ],
)
def test_labels_of_other_pipelines_are_mapped(pipeline: Callable[..., str], label: str, expected: str) -> None:
    found = next(find_entities(["我们看见青溪了"], model=pipeline({"青溪": label})))
    assert found == [Entity(4, 6, expected, label)]


@pytest.mark.parametrize("label", ["NORP", "EVENT", "LAW", "PRODUCT", "DATE", "CARDINAL", "WORK_OF_ART"])
def test_labels_of_no_entities_are_left_out(pipeline: Callable[..., str], label: str) -> None:
    assert names("我们看见青溪了", pipeline({"青溪": label})) == []


def test_each_text_has_its_list_even_without_names(pipeline: Callable[..., str]) -> None:
    model = pipeline({"青溪": "LOC"})
    found = list(find_entities(["", "青溪", "　", "没有", "去青溪"], model=model))
    assert [len(each) for each in found] == [0, 1, 0, 0, 1]


@pytest.mark.parametrize("filler", ["无名的句子。", "没有句号只有逗号，", "全是汉字", "x"])
def test_long_texts_are_cut_and_offsets_stay(pipeline: Callable[..., str], filler: str) -> None:
    text = "青溪。" + filler * (9000 // len(filler)) + "。青溪"
    found = next(find_entities([text], model=pipeline({"青溪": "LOC"})))
    assert [(entity.start, entity.end) for entity in found] == [(0, 2), (len(text) - 2, len(text))]


def test_pieces_end_at_sentences_and_lose_nothing() -> None:
    text = "一个不长的句子，没有名字。" * 1000
    pieces = list(entities._pieces_of(text))
    assert "".join(piece for _, piece in pieces) == text
    assert all(text[at : at + len(piece)] == piece and len(piece) <= entities.LONGEST for at, piece in pieces)
    assert all(piece.endswith("。") for _, piece in pieces)


def test_a_line_of_a_megabyte_works(pipeline: Callable[..., str]) -> None:
    text = "字" * 350_000 + "青溪"
    assert names(text, pipeline({"青溪": "LOC"})) == [("青溪", "place")]


def test_missing_pipeline_is_one_clear_line() -> None:
    with pytest.raises(
        ModelError, match="zh_core_web_none: no such spaCy pipeline. Try: python -m spacy download"
    ) as caught:
        load_pipeline("zh_core_web_none")
    assert "\n" not in str(caught.value)


def test_pipeline_for_another_language_is_refused(pipeline: Callable[..., str]) -> None:
    with pytest.raises(ModelError, match="a pipeline for 'en', not for Chinese"):
        load_pipeline(pipeline({"London": "GPE"}, lang="en"))


def test_pipeline_without_names_is_refused(pipeline: Callable[..., str]) -> None:
    with pytest.raises(ModelError, match="has no 'ner' component"):
        load_pipeline(pipeline({"青溪": "LOC"}, name="ruler"))


@pytest.mark.parametrize("broken", ["meta.json", "config.cfg", None])
def test_broken_folder_is_one_clear_line(pipeline: Callable[..., str], tmp_path: Path, broken: str | None) -> None:
    folder = Path(pipeline({"青溪": "LOC"})) if broken else tmp_path
    if broken:
        (folder / broken).write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be read as a spaCy pipeline") as caught:
        load_pipeline(str(folder))
    assert str(folder) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_packaged_model_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("extractor.language.pipelines.PACKAGED", tmp_path)
    with pytest.raises(ModelError, match="the packaged model is missing"):
        load_pipeline.__wrapped__()


def test_version_is_read_without_loading(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text(json.dumps({"lang": "zh", "name": "try", "version": "1.2.3"}), encoding="utf-8")
    assert model_version(str(tmp_path)) == "zh_try 1.2.3"
    assert model_version("no_such_package_at_all") == "no_such_package_at_all"
    assert model_version().startswith("zh_news ")


def test_pipeline_is_loaded_once(pipeline: Callable[..., str]) -> None:
    folder = pipeline({"青溪": "LOC"})
    assert load_pipeline(folder) is load_pipeline(folder)


def test_packaged_model_is_small() -> None:
    size = sum(path.stat().st_size for path in PACKAGED.rglob("*") if path.is_file())
    assert size < 30_000_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("记者昨天在北京见到了李建国。", {("北京", "place"), ("李建国", "person")}),
        ("法国总统马克龙抵达上海访问。", {("法国", "place"), ("马克龙", "person"), ("上海", "place")}),
        ("国家统计局和财政部联合发布了报告。", {("国家统计局", "organization"), ("财政部", "organization")}),
        ("王芳说，她在南京大学教书。", {("王芳", "person"), ("南京大学", "organization")}),
        ("四川省汶川县的道路已经恢复通车。", {("四川省汶川县", "place")}),
        ("长宁区政府派人去了现场。", {("长宁区政府", "organization")}),
    ],
)
def test_packaged_model_finds_obvious_names(text: str, expected: set[tuple[str, str]]) -> None:
    assert set(names(text)) == expected


def test_fast_segmenter_gives_pkusegs_own_words() -> None:
    from spacy_pkuseg import pkuseg

    original, fast = (
        pkuseg(str(PACKAGED / "tokenizer" / "pkuseg_model"), user_dict=None),
        load_pipeline().tokenizer.pkuseg_seg,
    )
    texts = [
        "2023年1月，王芳在南京大学做了3.5小时的报告（约二百人参加）。",
        "A股 沪指-1.2%/日、ＡＢ，一些人",
        "。",
        "字",
    ]
    assert [fast.cut(text) for text in texts] == [original.cut(text) for text in texts]


def test_features_of_one_character() -> None:
    index = {"$$": 0, "c.人": 1, "c-1.人": 2, "c1.人": 3, "w1.人民": 4, "w-1.人民": 5, "c2.民": 6, "c-2.人": 7}
    assert Features(index, {"人民"})("人") == [[0, 1]]
    assert Features(index, {"人民"})("人民") == [[0, 1, 4], [0, 2, 5]]
    assert Features(index, {"人民"})("的人民") == [[0, 3, 6], [0, 1, 4], [0, 2, 5]]


def test_make_doc_widens_spans_to_words() -> None:
    doc = make_doc("他在南京大学教书。", [(3, 4, "place"), (2, 6, "organization")])
    spans = doc.spans["extract"]
    assert [span.label_ for span in spans] == ["place", "organization"]
    assert all(span.text in "南京大学" and len(span) >= 1 for span in spans)
    assert doc.text == "他在南京大学教书。"


SOME_TEXTS = [
    "记者昨天在北京见到了李建国。",
    "法国总统马克龙抵达上海，国家统计局发布了报告。",
    "",
    "王芳说，她在南京大学教书。",
    "𠮷田先生乘Ｇ１次列车去了青岛\t和　烟台",
]


def test_plain_spacy_finds_the_same_names() -> None:
    import spacy

    import extractor.language.component  # noqa: F401  (what the entry point does in an installed package)

    plain = spacy.load(PACKAGED)
    expected = [[(span.start_char, span.end_char, span.label_) for span in doc.ents] for doc in plain.pipe(SOME_TEXTS)]
    found = [[(each.start, each.end, each.label) for each in entities_] for entities_ in find_entities(SOME_TEXTS)]
    assert found == expected
    assert any(found)


def test_names_do_not_hang_on_the_texts_beside() -> None:
    find = load_pipeline().get_pipe("ner").find  # type: ignore[attr-defined]
    together = find([*SOME_TEXTS, "字" * 150, *reversed(SOME_TEXTS)])
    assert together == [find([text])[0] for text in [*SOME_TEXTS, "字" * 150, *reversed(SOME_TEXTS)]]


@pytest.mark.parametrize("odd", ["\0", "\ud800", "𠮷", "\u200b", "\r\n", "\uffff"])
def test_odd_characters_shift_nothing(odd: str) -> None:
    text = f"{odd}王芳{odd}说，她在南京大学教书。{odd}"
    start = text.index("南京大学")
    assert Entity(start, start + 4, "organization", "ORG") in next(find_entities([text]))


def test_component_survives_bytes() -> None:
    from extractor.language.component import NameFinder

    packaged: Any = load_pipeline().get_pipe("ner")
    copy = NameFinder().from_bytes(packaged.to_bytes())
    assert copy.find(SOME_TEXTS) == packaged.find(SOME_TEXTS)


def words_with_kinds(text: str) -> list[tuple[str, str]]:
    [(_, spelt)] = read_texts([text])
    begins = [i for i, letter in enumerate(spelt) if letter.isupper()]
    return [
        (text[start:end], spelt[start].lower()) for start, end in zip(begins, [*begins[1:], len(text)], strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("救援队从废墟中救出三人。", "救援/n 队/n 从/p 废墟/n 中/l 救出/v 三/m 人/n 。/w"),
        ("公司应该在年底完成。", "公司/n 应该/x 在/p 年底/t 完成/v 。/w"),
        ("王芳和李建国都很高兴。", "王芳/h 和/c 李建国/h 都/d 很/d 高兴/a 。/w"),
        ("北京的工人", "北京/s 的/u 工人/n"),
    ],
)
def test_words_have_edges_and_kinds(text: str, words: str) -> None:
    assert [f"{word}/{kind}" for word, kind in words_with_kinds(text)] == words.split()


def test_words_are_as_long_as_their_text() -> None:
    texts = [*SOME_TEXTS, "字" * 450, "", "\0\ud800𠮷\u200b\r\n"]
    for text, (_, spelt) in zip(texts, read_texts(texts), strict=True):
        assert len(spelt) == len(text)
        assert spelt[:1].isupper() == bool(text)
        assert set(spelt.lower()) <= set(LETTERS)


def test_other_pipelines_give_no_words(pipeline: Callable[..., str]) -> None:
    assert [words for _, words in read_texts(["去青溪", ""], model=pipeline({"青溪": "LOC"}))] == ["", ""]


@pytest.mark.parametrize(
    ("tag", "letter"), [("nhs", "h"), ("nl", "n"), ("nd", "l"), ("vu", "x"), ("vd", "v"), ("", "o")]
)
def test_tags_of_the_corpus_fall_into_kinds(tag: str, letter: str) -> None:
    assert LETTERS[kind_of(tag)] == letter


def test_a_word_is_of_the_kind_that_all_its_characters_speak_for() -> None:
    import numpy as np

    scores = np.zeros((3, 4, len(LETTERS)), dtype=np.float32)
    noun, verb = LETTERS.index("n"), LETTERS.index("v")
    scores[0, 0, [noun, verb]] = 5.5, 5  # on its own the first character would be of a noun
    scores[1, 2, [noun, verb]] = 5, 8
    scores[2, 3, noun] = 9
    assert spell(scores.reshape(3, -1), np.array([0, 2]), np.array([2, 1])) == ["Vv", "N"]


def test_component_keeps_its_words_on_disk(tmp_path: Path) -> None:
    from extractor.language.component import NameFinder

    packaged: Any = load_pipeline().get_pipe("ner")
    packaged.to_disk(tmp_path / "ner")
    assert NameFinder().from_disk(tmp_path / "ner").read(SOME_TEXTS) == packaged.read(SOME_TEXTS)
    (tmp_path / "ner" / "words.npz").unlink()
    without = NameFinder().from_disk(tmp_path / "ner")
    assert without.read(SOME_TEXTS) == [(names, "") for names in packaged.find(SOME_TEXTS)]


def test_a_name_inside_a_word_divides_it() -> None:
    import spacy
    from spacy.tokens import Doc

    from extractor.language.component import _set_names

    doc = Doc(spacy.blank("zh").vocab, words=["在", "青溪镇长河乡边", "上"], spaces=[False] * 3)
    _set_names(doc, [(1, 4, "PLACE"), (4, 7, "PLACE")])
    assert [token.text for token in doc] == ["在", "青溪镇", "长河乡", "边", "上"]
    assert [(span.text, span.label_) for span in doc.ents] == [("青溪镇", "PLACE"), ("长河乡", "PLACE")]


def small_encoder() -> encoding.Encoder:
    import numpy as np

    pairs = [ord("青") << 16 | ord("溪"), ord("溪") << 16]
    words = encoding.table_of({"青溪": 1, "青溪镇人": 2})
    return encoding.Encoder(np.array(sorted(map(ord, "青溪0"))), np.array(sorted(pairs)), words)


def test_characters_pairs_and_words_are_seen() -> None:
    found = small_encoder()(["青溪镇人", "", "溪"])
    water, green = 2, 3  # rows by the order of their codes; 0 is unknown
    assert found.characters.tolist() == [green, water, 0, 0, water]
    before_the_edge, green_water = 1, 2
    assert found.pairs.tolist() == [
        [0, green_water],
        [green_water, 0],
        [0, 0],
        [0, 0],
        [0, before_the_edge],
    ]
    assert found.words.tolist() == [[3, 0, 0], [0, 2, 1], [0, 2, 0], [0, 0, 2], [0, 0, 0]]
    assert found.starts.tolist() == [0, 4, 4]


def test_words_do_not_reach_into_the_next_text() -> None:
    assert not small_encoder()(["青", "溪镇人"]).words.any()


@pytest.mark.parametrize("text", ["３", "7", "０"])
def test_all_digits_are_one_character(text: str) -> None:
    assert small_encoder()([text]).characters.tolist() == small_encoder()(["0"]).characters.tolist()


def test_paths_spell_whole_names_only() -> None:
    order = tags.allowed()
    begin, inside, last = (tags.tag("ORG", place) for place in (tags.FIRST, tags.INSIDE, tags.LAST))
    assert order[begin, inside] and order[inside, last] and order[last, begin] and order[tags.OUTSIDE, begin]
    assert not order[begin, begin] and not order[begin, tags.OUTSIDE] and not order[tags.OUTSIDE, inside]
    assert not order[begin, tags.tag("PLACE", tags.LAST)]
    spelled = tags.tags_of(7, [(0, 3, "ORG"), (3, 4, "PLACE"), (5, 7, "PERSON")])
    assert list(tags.names_of(spelled.tolist())) == [(0, 3, "ORG"), (3, 4, "PLACE"), (5, 7, "PERSON")]


class TestRecipe:
    """The steps of the training recipe that decide what a name is."""

    places = Places(frozenset({"中国", "日本"}), frozenset({"四川省", "四川"}), frozenset({"成都", "大连"}))

    @pytest.mark.parametrize(
        ("text", "marked", "expected"),
        [
            ("大连市政府开会", [(0, 3, "PLACE")], [(0, 5, "ORG")]),
            ("中国政府表示", [(0, 2, "PLACE")], [(0, 4, "ORG")]),
            ("飞抵大连机场时", [(2, 4, "PLACE")], [(2, 6, "PLACE")]),
            ("四川省汶川县的", [(0, 3, "PLACE"), (3, 6, "PLACE")], [(0, 6, "PLACE")]),
            ("中国日本两国", [(0, 2, "PLACE"), (2, 4, "PLACE")], [(0, 2, "PLACE"), (2, 4, "PLACE")]),
            ("华北东北有雨", [(0, 2, "PLACE"), (2, 4, "PLACE")], [(0, 2, "PLACE"), (2, 4, "PLACE")]),
            ("中方表示", [(0, 1, "PLACE")], []),
            ("沪指上涨", [(0, 1, "PLACE")], []),
        ],
    )
    def test_sets_are_moved_to_one_convention(
        self, text: str, marked: list[tuple[int, int, str]], expected: list[tuple[int, int, str]]
    ) -> None:
        assert list(harmonise(Sentence(text, tuple(marked)), self.places).entities) == expected

    def test_unlabelled_countries_of_open_sets_are_unknown(self) -> None:
        sentence = Sentence("中国队到日本比赛", ((0, 3, "ORG"),), (), "cluener")
        assert harmonise(sentence, self.places).unknown == ((4, 6),)
        assert harmonise(replace(sentence, source="msra"), self.places).unknown == ()

    def test_words_respect_names(self) -> None:
        sentence = Sentence("在李建国家中见弗朗茨·贝克", ((1, 4, "PERSON"), (7, 13, "PERSON")))
        assert words_of(sentence, list) == ["在", "李建国", "家", "中", "见", "弗朗茨", "·", "贝克"]

    def test_stretches_that_a_corpus_leaves_open_have_no_tag(self) -> None:
        found = tags.tags_of(6, [(0, 2, "PLACE"), (3, 4, "ORG")], [(4, 6)])
        assert found.tolist() == [
            tags.tag("PLACE", tags.FIRST),
            tags.tag("PLACE", tags.LAST),
            tags.OUTSIDE,
            tags.tag("ORG", tags.SINGLE),
            tags.UNKNOWN,
            tags.UNKNOWN,
        ]

    def test_surname_and_given_name_are_one_word(self) -> None:
        words = [("李", "nhf"), ("建国", "nhs"), ("去", "v"), ("王", "nhf")]
        person, verb = 4 * LETTERS.index("h"), 4 * LETTERS.index("v")
        assert word_tags(words).tolist() == [person, person + 1, person + 2, verb + 3, person + 3]

    def test_swapped_names_keep_their_labels_and_offsets(self) -> None:
        swapper = augment.Swapper.__new__(augment.Swapper)
        swapper._random, swapper._foreign, swapper._divisions = random.Random(3), ["贝克", "弗朗茨"], ["青溪县"]
        sentence = Sentence(
            "李建国和汤姆·贝克去了汶川县。", ((0, 3, "PERSON"), (4, 9, "PERSON"), (11, 14, "PLACE")), ((14, 15),)
        )
        for _ in range(20):
            swapped = swapper(sentence)
            names_ = [swapped.text[start:end] for start, end, _ in swapped.entities]
            assert swapped.text == f"{names_[0]}和{names_[1]}去了{names_[2]}。"
            assert [label for *_, label in swapped.entities] == ["PERSON", "PERSON", "PLACE"]
            assert swapped.text[slice(*swapped.unknown[0])] == "。"

    def test_teacher_and_pupil_agree(self) -> None:
        votes = silver.Votes()
        for _ in range(9):
            votes.add(Sentence("青溪", ((0, 2, "PLACE"),)))
        taught = Sentence("青溪的王芳在长河水利部", ((0, 2, "PLACE"), (3, 5, "PERSON"), (6, 8, "PLACE")))
        agreed = silver.agree(taught, [(3, 5, "ORG"), (6, 11, "ORG")], votes)
        assert agreed.entities == ((0, 2, "PLACE"), (6, 11, "ORG"))  # a common name; a whole body
        assert agreed.unknown == ((3, 5), (3, 5))  # the two differ and nothing else speaks for either

    def test_scores_count_characters_and_spare_the_unknown(self) -> None:
        gold = Sentence("青溪的王芳在中国", ((0, 2, "PLACE"), (3, 5, "PERSON")), ((6, 8),))
        tallies = evaluate.tally([gold], [[(0, 2, "PLACE"), (3, 4, "PERSON"), (6, 8, "PLACE")]])
        assert (tallies["PLACE"].right, tallies["PLACE"].found, tallies["PLACE"].gold) == (1, 1, 1)
        assert (tallies["PERSON"].right, tallies["PERSON"].found, tallies["PERSON"].gold) == (0, 1, 1)

    def test_segmenter_learns_and_is_read_by_pkuseg(self, tmp_path: Path) -> None:
        from spacy_pkuseg import pkuseg

        sentences = [
            ["青溪", "的", "水", "很", "清"],
            ["王芳", "去", "青溪"],
            ["水", "很", "清"],
            ["王芳", "的", "水"],
        ] * 8
        lexicon = segmentation.lexicon_of(sentences)
        segmentation.save(tmp_path, *segmentation.train(sentences, lexicon=lexicon, keep=40, epochs=(6, 4)), lexicon)
        assert pkuseg(str(tmp_path), user_dict=None).cut("王芳去青溪的水") == ["王芳", "去", "青溪", "的", "水"]

    def test_field_sums_over_all_sequences_that_fit(self) -> None:
        torch = pytest.importorskip("torch", reason="training needs PyTorch (extra `train`)")
        import numpy as np

        from extractor.language.recipe.network import Field

        random = np.random.default_rng(0)
        scores, transitions = random.normal(size=(1, 3, tags.TAGS)), random.normal(size=(tags.TAGS, tags.TAGS))
        known = tags.tags_of(3, [(0, 2, "ORG")], [(2, 3)])
        paths = [path for path in product(range(tags.TAGS), repeat=3) if is_whole(path)]
        weights = np.array(
            [np.exp(scores[0, range(3), path].sum() + transitions[path[0], path[1]] + transitions[path[1], path[2]])
             for path in paths]
        )  # fmt: skip
        fits = np.array([path[:2] == tuple(known[:2]) for path in paths])
        right = (known[None, :, None] == np.arange(tags.TAGS)) | (known[None, :, None] == tags.UNKNOWN)
        given = torch.tensor(scores, requires_grad=True)
        loss = Field.apply(given, torch.tensor(transitions), right.astype(float))
        assert float(loss.detach()) == pytest.approx(np.log(weights.sum() / weights[fits].sum()))
        loss.backward()
        first_is_outside = np.array([path[0] == tags.OUTSIDE for path in paths])
        assert float(given.grad[0, 0, tags.OUTSIDE]) == pytest.approx(weights[first_is_outside].sum() / weights.sum())

    def test_numpy_runs_the_network_that_pytorch_trained(self) -> None:
        torch = pytest.importorskip("torch", reason="training needs PyTorch (extra `train`)")
        import numpy as np

        from extractor.language.recipe import network, packaging
        from extractor.language.tagger import Tagger

        encoder = small_encoder()
        random = np.random.default_rng(0)
        state = network.begin(*(random.normal(size=(4, width)).astype(np.float32) for width in (64, 48)), seed=1)
        trained = network.Network(state["characters.weight"], state["pairs.weight"])
        trained.load_state_dict(state)
        trained.eval()
        encoded = encoder(["青溪镇人青溪", "溪人"])
        scores = Tagger(packaging.weights(encoder, state)).scores(encoded)
        for start, end in ((0, 6), (6, 8)):
            seen = (encoded.characters[start:end], encoded.pairs[start:end])
            rows = [torch.from_numpy(np.int64(each)[None]) for each in seen]
            words = torch.from_numpy(encoding.unpack(encoded.words[start:end])[None])
            expected = trained(*rows, words, of_words=False)[0].detach().numpy()
            assert np.abs(expected - scores[start:end]).max() < 0.01  # halves of floats


def is_whole(path: tuple[int, ...]) -> bool:
    """Whether a sequence of tags spells whole names, said in another way than `tags.allowed`."""
    names_ = "".join("o" if each == tags.OUTSIDE else "bies"[(each - 1) % 4] for each in path)
    return re.fullmatch("(?:o|s|bi*e)*", names_) is not None and all(
        len({(path[i] - 1) // 4 for i in range(*found.span())}) == 1 for found in re.finditer("bi*e", names_)
    )
