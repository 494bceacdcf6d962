# %% [markdown]
# # 02 四个市、五份文件、一套分类 / Five documents, one taxonomy
#
# 招商局答应了什么？其中多少能核对？哪些行归错了类？各地能不能有一套共同的核心指标？
# 材料是五份公开的招商（投资促进）部门文件：南京两份（2024 自评、2025 目标），鄂州、六盘水、曲靖各一份，共 221 行，
# 由人手录入、逐行定类（`corpora/real/seeds.tsv`，来历见同目录 README）。
#
# *What do investment-promotion bureaus of four cities promise, how much of it can be checked, where do they mis-file, and
# what would a common core be? 221 rows of five public documents, transcribed by hand.*
#
# **先说局限 / Read this first.** 五份文件不是抽样，说明不了“全国招商局”；这 221 行也在训练材料里，
# 所以本篇不谈准不准（那是第 03 篇的事），分类用的是人工定的 `category`。

# %%
from pathlib import Path

import pandas as pd

import zhibiao  # behind pandas: it gives every frame the methods of df.zhibiao
from zhibiao import plots
from zhibiao.taxonomy.entries import categories, find_entry

print(f"zhibiao {zhibiao.__version__}")
root = next(folder for folder in (Path.cwd(), *Path.cwd().parents) if (folder / "corpora").is_dir())
rows = pd.read_csv(root / "corpora/real/seeds.tsv", sep="\t", dtype=str, keep_default_na=False)
rows = rows.rename(columns={"category": "reviewed"})
rows["city"] = rows["org"].str.extract(r"^(.+?)市")[0]
rows["document"] = rows["city"] + rows["year"]
rows.groupby("document", sort=False).agg(rows=("name", "size"), tables=("table", "nunique"))

# %% [markdown]
# ## 一、每行加上分类和可衡量性 / Label every row
# `df.zhibiao.tag()` 在原有各列后面加上 `category`、`canonical`、`target_tier` 等列（含义见 `zhibiao.schema.ADDED`）。

# %%
tagged = rows.zhibiao.tag(suggestions=False)
tagged[["document", "level2", "name", "target", "reviewed", "canonical", "target_tier", "findings"]].head(8)

# %% [markdown]
# ## 二、答应的事有多少能核对 / How much can be checked
# 目标值分五档：`measurable` 有数有比较，`graded` 分等级，`binary` 做没做，`vague` 说好不说多好，`missing` 没写。
# 行数少，所以同时看区间（Wilson，95%）：南京一份 33 行，一半左右含糊，真实的比例可能在三分之一到三分之二之间。

# %%
tagged.zhibiao.vagueness(by=["document"]).round(2)[
    ["document", "rows", "measurable", "binary", "vague", "vague_low", "vague_high", "measurability"]
]

# %%
plots.measurability(tagged, by="document")

# %% [markdown]
# 南京和鄂州约一半的目标值含糊，六盘水和曲靖几乎没有。是招商局不同，还是表的**框架**不同？
# 前两家用部门整体框架，写了许多管理指标（制度健全、管理规范）；按分类的首字母（M 管理、O 产出、E 效益……）分开看：

# %%
tagged["dimension_letter"] = tagged["reviewed"].str[0]
shares = tagged.assign(vague=tagged["target_tier"].eq("vague")).pivot_table(
    index="dimension_letter", columns="city", values="vague", aggfunc=["mean", "size"], observed=True
)
shares.round(2)

# %% [markdown]
# 南京 65 行里有 62 行是管理指标（M），其中近一半含糊；鄂州的管理指标四成含糊，效益（E）12 行全部含糊。
# 六盘水和曲靖的框架根本不列管理指标。所以“谁更含糊”这句话，要先看框架让它写什么，在同一类里比才有意义：
# 产出（O）里，六盘水、曲靖全能核对，鄂州 9 行有 4 行不能，南京只有 3 行，说明不了什么。
#
# *Nanjing's frame asks for management rows, of which half are vague; Liupanshui's and Qujing's do not ask for any. Compare
# within a category, and mind how few rows a cell holds.*

# %% [markdown]
# ## 三、归错类的行 / Where they mis-file
# `category_printed` 是文件自己的标签（二级指标）所说的类，`reviewed` 是人工按内容定的类。两者不同，就是归错了，
# 或者是那里的框架自有规定：不同不等于错，要看一眼。

# %%
meaning = {one.code: f"{one.code} {one.zh}" for one in categories()}
printed = tagged["category_printed"].astype(str)
filed = tagged.assign(标签说是=printed.map(meaning), 内容是=tagged["reviewed"].map(meaning))
filed = filed[printed.ne("") & printed.ne(tagged["reviewed"])]
filed[["city", "level2", "name", "标签说是", "内容是"]].drop_duplicates(["city", "name"])

# %% [markdown]
# 常见的几种：把做的事（引进企业几家）写成效益；把保障、控制写成数量；预算调整率写在“预算编制”下。
# 鄂州的“人才支撑、科技支撑”是湖北框架自己的栏目，装的是人员和信息化管理，换到别处就成了可持续影响。

# %% [markdown]
# ## 四、放进同一个框架 / In one frame
# `crosswalk` 给出每行在另一框架里的标签；没有位置的，说明原因。101号文（财预〔2021〕101号）的框架没有管理类，
# 南京和鄂州的 M 行放不进去：

# %%
crossed = tagged.zhibiao.crosswalk("101号")
crossed[["city", "level2", "name", "level2_mof_2021_101", "note_mof_2021_101"]].iloc[[0, 20, 90, 150, 180]]

# %%
homeless = crossed["level1_mof_2021_101"].isna()
homeless.groupby(crossed["city"]).mean().round(2).rename("放不进 101 号文框架的比例")

# %% [markdown]
# ## 五、共同的核心 / A common core
# 标准指标（`canonical`）在几个市出现？三个市都有的，可以作共同核心的候选；只有一个市有的，是各地的特色，也可能只是叫法不同。

# %%
known = tagged[tagged["canonical"].ne("")]
core = known.groupby("canonical").agg(cities=("city", "nunique"), rows=("name", "size"))
core.insert(0, "标准指标", [find_entry(code).zh for code in core.index])
core["各地的写法"] = known.groupby("canonical")["name"].agg(lambda names: "；".join(names.unique()[:3]))
core[core["cities"] >= 2].sort_values(["cities", "rows"], ascending=False)

# %% [markdown]
# 三个市都有的只有一项：办了几场招商活动。两个市都有的二十来项里，一半是预算、资产和人员管理（南京与鄂州），
# 其余是走访企业、外出招商、签约和满意度。**招商的成效**（到位资金、税收）没有哪两个市写法相同：
# 要比各市的成效，先得有共同的写法，例如“实际到位资金（亿元）”和它的统计口径。

# %% [markdown]
# 名称不同、说的是一件事的，用 `synonyms()` 找。它给出一簇一簇的名称，单位对不上的另外标出：

# %%
tagged.zhibiao.synonyms().clusters().head(12)

# %% [markdown]
# ## 六、可以怎么写 / What this supports, and what it does not
# - 能说：这五份文件里，含糊的目标值集中在管理和效益两类，而写不写管理指标是框架定的。
# - 能说：共同的核心很小，跨市重复的多是预算管理和活动次数，不是招商成效。
# - 不能说：某市比某市管得好。框架不同、年份不同、目标表与自评表不同。
#
# ## 练习 / Exercises
# 1. 只留 2024 年的三份文件，重画第二节的图。结论变了吗？
# 2. 把 `crosswalk("101号")` 换成 `"mof_2013_53_dept"`，哪些行有了位置？
# 3. 挑一个含糊的目标值，用 `zhibiao.suggest(名称, target=目标值)` 看替代写法，说说它的依据从哪里来。
