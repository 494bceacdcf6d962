# %% [markdown]
# # 04 用自己的数据 / Bring your own
#
# 自己的行、自己的类别、自己的标注、自己的规则。
#
# *Tag your own rows, learn your own categories, choose what to label next, retrain with your labels, and write a rule in ten lines.*
#
# 这里用仓库里的数据代替“您自己的”：`corpora/documents` 是 25 份完整的表（**单位和文字是虚构的**，模型没有学过），
# `corpora/real` 是公开文件的行（真实），`corpora/indicators` 是为训练自拟的行。换成您的文件，代码不变。

# %%
import shutil
import tempfile
from pathlib import Path

import pandas as pd

import zhibiao

pd.set_option("display.max_colwidth", None)
CORPORA = Path("../corpora")
WORK = Path(tempfile.mkdtemp())  # 本笔记本写的文件都放这里


def read_tsv(path):
    """仓库里的表：制表符分隔，没有引号，全部按文字读。"""
    return pd.read_csv(path, sep="\t", quoting=3, dtype=str, keep_default_na=False)


# %% [markdown]
# ## 一、自己的行 / Your own rows
#
# *A folder of files becomes one frame; `tag` finds the columns by the usual headings, or you name them.*
#
# 先把一个文件夹里的表读成一个数据框。一行指标带着它的出处：

# %%
rows = pd.DataFrame(
    {
        "文件": path.stem,
        "填报单位": table.org,
        "一级指标": row.level1,
        "二级指标": row.level2,
        "三级指标": row.name,
        "指标值": row.target,
        "计量单位": row.unit,
    }
    for path in sorted((CORPORA / "documents").glob("*.html"))
    for table in zhibiao.read(path).tables
    for row in table.indicators
)
print(len(rows), "行")
rows.sample(4, random_state=1)

# %% [markdown]
# `zhibiao.tag` 按列名认出哪列是名称、目标值、计量单位、各级标签，在后面加上判断；原有各列和行序不变。认成了哪几列，先看一眼：

# %%
from zhibiao.tag import find_columns

find_columns(list(rows.columns))

# %% [markdown]
# 目标表里“单位”一栏通常是**计量单位**，所以程序也这样认。您的表里若有一列叫“单位”而装的是填报单位，请改名，或用下面的 `columns=` 说清楚。
#
# 只要类别和档次时，关掉意见和建议会快很多：

# %%
tagged = zhibiao.tag(rows, findings=False)
tagged[["三级指标", "指标值", "category", "category_confidence", "target_tier", "needs_review"]].sample(
    6, random_state=1
)

# %% [markdown]
# 列名很特别怎么办？告诉它：

# %%
odd = pd.DataFrame({"考核内容": ["举办招商推介会", "企业满意度"], "要求": ["不少于4场", "≥90%"]})
zhibiao.tag(odd, columns={"name": "考核内容", "target": "要求"})[
    ["考核内容", "category", "target_tier", "lower", "unit_norm"]
]

# %% [markdown]
# 有了平表，就是普通的 pandas。例如，哪些单位的效益类指标（E）里空泛的最多？

# %%
effects = tagged[tagged["category"].str.startswith("E")]
share = (
    effects.assign(空泛=effects["target_tier"] == "vague").groupby("填报单位")["空泛"].agg(["size", "mean"])
)
share[share["size"] >= 3].sort_values("mean", ascending=False).head(5).set_axis(
    ["效益指标数", "空泛的比例"], axis=1
)

# %% [markdown]
# ## 二、自己的类别 / Your own categories
#
# *`IndicatorClassifier` is a scikit-learn estimator: any labels you like, from a list or a frame.*
#
# 分类体系不合您的研究问题？用自己的标签训练一个。例：从名称猜**行业**。用自拟的行（每行业 130 行），四分之三训练、四分之一测试：

# %%
from zhibiao.learn import IndicatorClassifier

SECTORS = ["culture_tourism", "education", "health", "transport", "agriculture"]
own = pd.concat([read_tsv(CORPORA / "indicators" / f"{name}.tsv") for name in SECTORS], ignore_index=True)
own = own.drop_duplicates("name")
test = own.sample(frac=0.25, random_state=1)
train = own.drop(test.index)
fields = ["name", "target", "unit"]

learning = {}
for size in (50, 100, 200, len(train)):
    part = train.sample(size, random_state=1)
    model = IndicatorClassifier().fit(part[fields], part["sector"])
    learning[size] = (model.predict(test[fields]) == test["sector"]).mean()
pd.Series(learning, name="测试正确率").round(3).rename_axis("训练行数").to_frame()

# %% [markdown]
# 五个行业随便猜是 0.2。行数加倍，正确率还在上升：多标一些仍然值得。错在哪里：

# %%
pd.crosstab(test["sector"].rename("行业"), pd.Series(model.predict(test[fields]), test.index, name="猜成"))

# %% [markdown]
# 它是 scikit-learn 的估计器，可以放进 `Pipeline`、`GridSearchCV`、`cross_val_score`。概率要用来做决定时，先用
# `CalibratedClassifierCV` 校准：`predict_proba` 的温度是固定的，没有在您的数据上拟合过。
#
# ## 三、先标哪些行 / What to label next
#
# *`queue` picks rows the model is unsure of, that stand for many, and that differ from each other.*
#
# 人工标注最花钱。`zhibiao.queue` 从您的行里挑出最值得标的：模型没有把握、出现次数多、彼此不像。

# %%
queue = zhibiao.queue(rows, size=12)
queue

# %% [markdown]
# 在 `gold` 列填审定的类别，`accept` 列填其他说得通的类别，没有看过的留空。名称里混进了“合计”一类不是指标的行时，填 `X`，模型也学得会。
#
# 命令行里是：
#
# ```
# zhibiao queue 历年指标.csv -o queue.csv --size 200
# zhibiao train --add queue.csv -o models/ours
# ```
#
# ## 四、重新训练 / Retraining
#
# *Add your labelled rows and train; measure on documents that were not added.*
#
# 全部语料训练要两分钟左右。为了在这里跑得动，下面用**小得多**的语料：四个行业的自拟行加分类标准的名称。“您标注的行”用公开文件的一半
# （标签是两位审阅人的），另一半文件不加进去，只用来测试。按文件分，不按行分。

# %%
small = WORK / "corpora" / "indicators"
small.mkdir(parents=True)
for name in ("education", "health", "transport", "department_management"):
    shutil.copy(CORPORA / "indicators" / f"{name}.tsv", small)

real = read_tsv(CORPORA / "real" / "rows.tsv")
documents = sorted(real["doc_id"].unique())
mine = real[real["doc_id"].isin(documents[::2])]
others = real[~real["doc_id"].isin(documents[::2])]
mine.to_csv(WORK / "mine.csv", index=False)
print(f"加进去 {len(mine)} 行，留作测试 {len(others)} 行")

# %%
from zhibiao.learn.added import categories, read_added
from zhibiao.learn.train import train as train_model

before = train_model(WORK / "corpora", WORK / "ours")
after = train_model(WORK / "corpora", WORK / "ours", added=read_added(WORK / "mine.csv"))
after.change

# %% [markdown]
# `change.before` 是旧模型在**您的行**上的正确率：它没有学过这些行，所以是诚实的测量。`change.after` 是学过之后在同样的行上的，自然高，
# **不能引用**。`compared` 是公开文件中前后两个模型判断不同的行；这里的小语料不含公开文件，所以是 0。要引用的是没有加进去的文件上的：

# %%
others.to_csv(WORK / "others.csv", index=False)
held = read_added(WORK / "others.csv")
gold = [row.category for row in held]
result = {
    name: sum(said == right for said, right in zip(categories(one.model, held), gold, strict=True))
    / len(gold)
    for name, one in (("没有您的行", before), ("加上您的行", after))
}
pd.Series(result, name="留出文件上的正确率").round(3).to_frame()

# %% [markdown]
# 差别大吗？227 行上一个百分点是两行左右，文件又少：这样的差别可能只是碰巧。重新训练值得的情形是：您的行**成批地**用了程序没见过的写法，
# 而不是想再挤一两个百分点。
#
# 用训练好的模型归类，在命令行上是 `zhibiao evaluate -m models/ours --on 已标注.csv`。
#
# ## 五、十行写一条规则 / A rule in ten lines
#
# *A rule is a check that yields a `Hit` for what it objects to.*
#
# 假设您的研究关心：满意度指标有没有说明**调查多少人、怎样抽样**。程序没有这条规则，自己写：

# %%
from zhibiao.rules.base import Hit, Rule
from zhibiao.rules.lint import lint

WORDS = ("样本", "问卷", "抽样", "份")


def check(row, context):
    """满意度的说明和依据里没有提到调查规模。"""
    said = row.indicator.explanation + row.indicator.basis_text
    if row.label.category == "S1" and not any(word in said for word in WORDS):
        yield Hit(field="name", values={"name": row.indicator.name})


rule = Rule(
    code="ZZ01",
    name="survey-without-sample",
    title="没有写调查规模",
    severity="medium",
    scope="row",
    source="自订",
    headline="“{name}”没有说明调查多少人、怎样抽样。",
    headline_en="{name}: nothing says how many people are asked, or how they are chosen.",
    sections={},
    check=check,
)

# %% [markdown]
# `lint` 把规则用到审好的表上。它还给出台账：看了多少行，多少符合，多少不符合。

# %%
found = []
for path in sorted((CORPORA / "documents").glob("*.html")):
    review = zhibiao.review(path, select=("VG01",))
    tables, ledger = lint(review.document, [table.rows for table in review.tables], [rule])
    found += [
        {"文件": path.stem, "行": finding.row, "意见": finding.message}
        for table in tables
        for finding in table.all_findings()
        if finding.code == rule.code
    ]
print(f"{len(found)} 条意见")
pd.DataFrame(found).head(8)

# %% [markdown]
# 先别急着统计。挑几条回去看原表：说明写在别处了吗？`份` 会不会误中“月份”？一条规则要有**通过和不通过的例子**才可信；
# 程序自带的每条规则至少各有五个（`tests/rules/`），写法见 `CONTRIBUTING.md`。

# %%
shutil.rmtree(WORK)

# %% [markdown]
# ## 练习 / Exercises
#
# 1. 换成您自己的一个 csv，用 `find_columns` 看它认出了哪几列。没认出的、认错的，用 `columns=` 告诉它。
# 2. 在第二节里去掉 `target` 和 `unit`，只用名称。正确率变了多少？为什么？
# 3. 把 `queue` 的 12 行标出来，请一位同事也标。你们不一致的行，模型的第二选择（`runner_up`）说中了几个？
# 4. 改第五节的规则：只查指标值在 95% 以上的满意度，并把级别改为 high。意见少了多少？
# 5. *Write a rule on your own question, with five rows that it must flag and five that it must not.*
