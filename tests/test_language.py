"""Names by spaCy pipelines: what comes in, what goes out, and that spaCy stays out until it is needed."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import ModelError
from extractor.language import Entity, entities, evaluate, find_entities, load_pipeline, make_doc, model_version
from extractor.language.features import Features
from extractor.language.pipelines import PACKAGED
from extractor.language.recipe import augment, segmentation, silver
from extractor.language.recipe.corpora import Sentence
from extractor.language.recipe.datasets import words_of
from extractor.language.recipe.examples import tokenise
from extractor.language.recipe.gazetteers import Places
from extractor.language.recipe.harmonise import harmonise


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


def test_faster_twins_change_nothing() -> None:
    import spacy

    from extractor.language import lexemes

    lexemes.register()
    plain = spacy.load(PACKAGED)
    texts = [
        "记者昨天在北京见到了李建国。",
        "法国总统马克龙抵达上海，国家统计局发布了报告。",
        "",
        "王芳说，她在南京大学教书。",
    ]
    expected = [[(span.start_char, span.end_char, span.label_) for span in doc.ents] for doc in plain.pipe(texts)]
    for _ in range(2):
        found = [[(each.start, each.end, each.label) for each in entities_] for entities_ in find_entities(texts)]
        assert found == expected


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

    def test_entities_that_words_cut_are_missing(self) -> None:
        tokens = tokenise(Sentence("到青溪镇去", ((1, 3, "PLACE"),)), lambda text: ["到", "青溪镇", "去"])
        assert (tokens.entities, tokens.missing) == ([], [(1, 2)])

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
