# %% [markdown]
# # 02 五份文件，五种框架 / Five documents, five frames
#
# 同样是招商部门，各地的绩效表标签不同、写法不同，怎样放到一起比？承诺了什么，多少能核对，哪些填错了位置，共同的核心指标会是什么。
#
# *Investment-promotion bodies of four cities (one with two years) in one taxonomy: what they promise, how much can be checked, where they
# mis-file, and what a common core would be.*
#
# 数据是五份**真实公开**的文件（南京两份，鄂州、六盘水、曲靖各一份）的全部 221 行，由人逐行转录，类别由人审定（`corpora/real/seeds.tsv`）。
# 比较的是**表怎样写**，不是哪个单位工作做得好。五份文件也代表不了全国：这里示范的是方法。

# %%
import pandas as pd

import zhibiao
from zhibiao import plots

pd.set_option("display.max_colwidth", None)
seeds = pd.read_csv("../corpora/real/seeds.tsv", sep="\t", quoting=3, dtype=str, keep_default_na=False)
seeds["文件"] = seeds["org"].str.extract("^(.*?市)", expand=False) + " " + seeds["year"]
seeds.groupby("文件", sort=False).agg(
    表数=("table", "nunique"),
    行数=("name", "size"),
    一级指标=("level1", lambda x: "、".join(dict.fromkeys(x))),
)

# %% [markdown]
# 一级指标一栏就能看出：叫法各不相同，不能按标签合并。
#
# ## 一、放到同一个分类里 / One taxonomy
#
# *`category` is the reviewed category; `tag` adds the parsed target, the category of the printed label and a canonical indicator.*
#
# `zhibiao.tag` 加上解析好的目标值、表上标签对应的类别（`category_printed`）和标准指标（`canonical`）。数据里已经有一列 `category`
# （人审定的），所以程序自己的判断写在 `category_zhibiao`。**这些行模型训练时学过**，所以下面的类别一律用人审定的，不用模型的。

# %%
rows = zhibiao.tag(seeds, suggestions=False)
DIMENSIONS = {"C": "成本", "O": "产出", "E": "效益", "S": "满意度", "M": "管理"}
rows["维度"] = rows["category"].str[0].map(DIMENSIONS)
mix = pd.crosstab(rows["文件"], rows["维度"])[list(DIMENSIONS.values())]
mix

# %% [markdown]
# 南京的表几乎全是管理指标，这是它的框架（部门整体绩效：决策、过程、履职）规定的；六盘水、曲靖的是项目表，没有管理一级。**先看框架，再比单位**：
# 维度的构成多半说明用了哪种表，不说明单位重视什么。
#
# 各框架的标签怎样对应同一个类别，`show_in` 告诉您；空的表示那个框架没有这个位置：

# %%
from zhibiao.taxonomy.crosswalk import show_in
from zhibiao.taxonomy.entries import find_category

FRAMES = {
    "nanjing": "南京",
    "hubei_ezhou": "鄂州",
    "guizhou_liupanshui": "六盘水",
    "yunnan_qujing": "曲靖",
    "mof_2021_101": "财预〔2021〕101号",
}
CODES = ["C1", "O1", "O2", "O3", "E1", "E2", "E3", "E4", "S1", "M1", "M3", "M5"]
pd.DataFrame(
    {
        title: {
            f"{code} {find_category(code).zh}": " / ".join(
                part for part in show_in(frame, code) or () if part
            )
            for code in CODES
        }
        for frame, title in FRAMES.items()
    }
)

# %% [markdown]
# 逐行换到另一个框架，用 `crosswalk`；没有位置的行说明原因。财预〔2021〕101号文不列管理指标，南京的表几乎整张放不进去：

# %%
crossed = rows.zhibiao.crosswalk("101号", suffix="_101")
crossed["level1_101"].isna().groupby(crossed["文件"]).mean().round(2).rename(
    "放不进 101号文框架的比例"
).to_frame()

# %% [markdown]
# ## 二、承诺了什么 / What they promise
#
# *Outputs, effects and satisfaction only; the same row in two tables of a document counts once.*
#
# 去掉管理和成本，同一份文件里重复的行（年度表和项目表常常重复）只算一次：

# %%
promises = rows[rows["维度"].isin(["产出", "效益", "满意度"])].drop_duplicates(["文件", "name", "target"])
promises.groupby("文件")["name"].agg(行数="size", 例=lambda x: "、".join(x.head(6)))

# %% [markdown]
# 名称各异，但说的常是同一件事。标准指标（`canonical`）把它们归到一起。它是模型的判断，用前先看一眼归得对不对：

# %%
from zhibiao.taxonomy.entries import find_entry

named = promises[promises["canonical"] != ""]
same = named.groupby("canonical").agg(
    城市数=("org", "nunique"), 各地写法=("name", lambda x: "、".join(dict.fromkeys(x)))
)
same.insert(0, "标准指标", [find_entry(code).zh for code in same.index])
same[same["城市数"] > 1].sort_values("城市数", ascending=False)

# %% [markdown]
# 有的归并值得商量，例如“实施产业链招商”是不是一场活动、“常态化联系重点企业”是不是拜访。做研究时把这张表交给两个人核一遍，再往下算。
#
# ## 三、多少能核对 / How much can be checked
#
# *Tier of the target by document and dimension: measurable, binary, vague.*

# %%
TIERS = {"measurable": "能核对", "binary": "是或否", "graded": "分级", "vague": "空泛", "missing": "没有填"}
rows["档次"] = rows["target_tier"].map(TIERS)
tiers = pd.crosstab(rows["文件"], rows["档次"])
tiers["空泛的比例"] = (tiers["空泛"] / tiers.sum(axis=1)).round(2)
tiers

# %%
plots.measurability(rows, by="文件")

# %% [markdown]
# 横线是 95% 区间：南京一份三十来行，一半左右空泛，换一张同样写法的表，三分之一到三分之二都不奇怪。要数字时用 `df.zhibiao.vagueness`
# （`import zhibiao` 之后，每个数据框都有 `.zhibiao`），它还给出可衡量性指数：

# %%
rows.zhibiao.vagueness(by="文件").round(2)[
    ["文件", "rows", "vague", "vague_low", "vague_high", "measurability"]
]

# %% [markdown]
# 差别很大，但别急着下结论。把维度拆开看：管理指标（制度健全性、规范性）天然难以计数，谁的表里管理指标多，谁的空泛比例就高。

# %%
vague = rows.assign(空泛=rows["target_tier"] == "vague").pivot_table(
    index="文件", columns="维度", values="空泛"
)
counts = rows.pivot_table(index="文件", columns="维度", values="name", aggfunc="size")
shown = (vague.round(2).astype(str) + "（" + counts.fillna(0).astype(int).astype(str) + " 行）").where(
    counts.notna(), ""
)
shown.reindex(columns=list(DIMENSIONS.values()))

# %% [markdown]
# 只看效益：鄂州的效益行全部空泛（“有效提升”“≥前三年平均数”这样没有写出数的），曲靖的一行也没有。可是“能核对”不等于“说得清”。曲靖的
# “提升营商环境，提高知名度 ≥15 篇”有数，能核对的却是报道篇数，不是营商环境。规则 UN02 专门找这种名不副实的
# （它六条里约错一条，见 03 号笔记本，所以要逐条看）：

# %%
misfit = rows[rows["findings"].str.contains("UN02")].drop_duplicates(["文件", "name"])
misfit[["文件", "name", "target", "unit"]]

# %% [markdown]
# ## 四、填错了位置 / Mis-filed
#
# *Rows whose printed label names a category that the reviewer does not accept.*
#
# 表上的标签对应的类别，审定的人不认（连备选也不认）的行：

# %%
accepted = [
    printed in ("", category) or printed in accept.split(",")
    for printed, category, accept in zip(
        rows["category_printed"], rows["category"], rows["accept"], strict=True
    )
]
wrong = rows[[not one for one in accepted]]
wrong[["文件", "level2", "name", "target", "category_printed", "category", "accept"]]

# %% [markdown]
# 数目不多，因为类别是对着这些文件定的，备选也放得宽。典型的是两种：**做了什么填成效益**（“常态化联系重点企业”填在经济效益下），
# **控制花费填成数量**（“其他费用的控制率”）。在更多的公开表里，填错的约占八分之一（模型卡 Rows under a wrong label）。
#
# ## 五、共同的核心会是什么 / A common core
#
# *Indicators that at least two cities use already, with a countable target; a proposal to discuss, not a norm.*
#
# 不从理论出发，只看各地**已经在用**的：至少两个城市有，目标值能核对，属于产出、效益或满意度。

# %%
usable = named[named["target_tier"] == "measurable"].assign(
    城市=named["org"].str.extract("^(.*?市)", expand=False)
)
usable = usable.assign(写法=usable["name"] + " " + usable["target"] + usable["unit"])
core = usable.pivot_table(
    index="canonical",
    columns="城市",
    values="写法",
    aggfunc=lambda x: "；".join(dict.fromkeys(x)),
    fill_value="",
)
core = core[(core != "").sum(axis=1) >= 2]
core.insert(0, "标准指标", [find_entry(code).zh for code in core.index])
core

# %% [markdown]
# 南京两份表的履职部分只有“为来宁客商做好服务 好”这样的行，没有能核对的，所以不在表里。
#
# 名称的写法有多少种？`synonyms` 把意思相同的名称归成簇，单位不能相加的另外标出（`unit_conflict`）。它是建议，改正写在一张表里，下次照用：

# %%
clusters = promises.zhibiao.synonyms().clusters()
clusters[clusters["different"] > 1][["names", "rows", "canonical", "units", "unit_conflict"]]

# %% [markdown]
# 核心里大多是**活动和数量**（办了几场、拜访几家），效果只有少数几项。这本身就是一个发现：共同的、能核对的，恰恰是最容易数的。要补上效果，
# 看看分类标准里同类的指标是怎样定义的：

# %%
pd.DataFrame(
    {
        "代码": entry.code,
        "名称": entry.zh,
        "单位": "、".join(entry.units),
        "公式": entry.formulas[0].text if entry.formulas else "",
        "数据来源": entry.data_source,
    }
    for entry in map(find_entry, ("E1.01", "E2.01", "S1.06"))
)

# %% [markdown]
# ## 练习 / Exercises
#
# 1. 鄂州的表有年度和长期两张。哪些行两张一模一样？长期目标与年度目标相同，意味着什么？
# 2. 南京 2024 是自评、2025 是目标。两年间哪些行变了？（提示：按 `name` 合并，比较 `target`。）
# 3. 第二节的归并里，挑一组您不同意的，改好后重算“共同的核心”。
# 4. 加上您所在城市的一张表（`zhibiao.read`），它与哪份文件最像？先想好“像”怎么量。
# 5. *Is the share of vague targets a property of the body or of the frame? Which further documents would you need to tell?*
