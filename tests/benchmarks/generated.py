"""Made-up newspaper pages, varied and never repeating, the same on every run."""

from collections.abc import Iterator, Sequence
from random import Random


def _words(text: str) -> list[str]:
    return text.split()


STYLES = (
    "## {title}\n\n■记者 {name} {name}\n\n",
    "{title}\n\n本报记者 {name}\n\n",
    "{title}\n\n本报讯（记者 {name} 通讯员 {name}）",
    "### {title}\n\n■中共{place}委组织部\n\n",
    "【{title}】\n\n{place}融媒体中心 {name}\n\n",
)
TITLES = (
    "{place}：“{brand}”激活{topic}",
    "{place}探索“{brand}”{topic}新模式",
    "{topic}的{place}实践",
    "“{brand}”让{topic}更有温度",
)
SENTENCES = (
    "近年来，{place}聚焦{topic}，创新推行“{brand}”工作法，把{thing}建在群众家门口。",
    "目前，全县共建立{thing}{n}个，配备{people}{n}名，其中{people}{n}名、{people}{n}名。",
    "{place}整合资金{d}万元，建成{thing}{n}处，改造面积{n}平方米，惠及群众{d}万余人。",
    "截至{y}年{m}月底，该县累计开展{act}{n}余场次，服务{people}{n}人次，问题办结率达{p}%。",
    "“以前要跑{c}趟的事，现在{c}分钟就能办好。”{place}居民{name}说。",
    "每个{thing}覆盖{n}—{n}户，每月召开{act}不少于{c}次，推动{topic}提质增效。",
    "{y}年以来，{place}先后收集{thing}诉求{n}件，化解矛盾{n}起，占比{p}%。",
    "走进{place}，宽敞的{thing}里，{people}{name}正在为{c}位老人提供上门服务。",
    "该镇组建“{brand}”志愿服务队{n}支，发展{people}近{n}名，全年服务时长超{n}小时。",
    "在{place}，{people}深入{c}个村（社区），为{n}户家庭送去{topic}政策，得到一致好评。",
    "下一步，全市将力争用{c}年时间，打造{thing}{n}个，让{topic}成果更多更公平惠及群众。",
    "{thing}占地约{n}亩，总投资{d}亿元，可带动{n}多人就业，户均增收{d}万元。",
)
REMARKS = (
    "{place}坚持把{topic}作为民生实事来抓，健全上下联动、条块结合的工作机制，推动力量下沉、服务前移。",
    "在{thing}里，{people}{name}一边整理台账，一边向前来咨询的群众解释政策，耐心细致的态度赢得大家称赞。",
    "“有事找{people}，大家心里踏实。”谈起身边的变化，家住{place}的{name}笑着说，邻里之间的关系更近了。",
    "针对群众反映集中的停车难、充电难、买菜难问题，{people}上门走访、逐户登记，会同有关部门研究解决办法。",
    "{place}依托{thing}，常态化开展{act}，引导群众自我管理、自我服务、自我监督，文明新风吹进家家户户。",
    "夜幕降临，{place}的{thing}灯火通明，{people}和居民围坐在一起，你一言我一语，商量着小区里的大事小情。",
    "为破解基层力量不足难题，{place}选优配强{people}队伍，完善培训、考核、激励办法，让干事的人有劲头、有奔头。",
    "群众的操心事、烦心事、揪心事，就是{people}的工作清单。{name}的笔记本上密密麻麻记着每家每户的情况。",
    "从“站着看”到“跟着干”，{topic}离不开群众的参与。如今，越来越多的居民加入“{brand}”志愿者的行列。",
    "“下一步，我们将继续深化{topic}，把好事办好、实事办实。”{place}有关负责人{name}表示。",
    "记者在{place}看到，道路干净整洁，房前屋后绿树成荫，老人们在{thing}下棋聊天，孩子们追逐嬉戏。",
)
TOPICS = _words(
    "基层治理 乡村振兴 网格服务 养老托育 矛盾调解 人居环境 党建引领 志愿服务 文化惠民 医疗下沉 产业富民 便民服务"
)
THINGS = _words(
    "党群服务中心 网格驿站 老年食堂 调解室 文化广场 农家书屋 便民服务点 幸福院 合作社 睦邻点 议事亭 积分超市"
)
PEOPLE = _words("网格员 志愿者 党员 楼栋长 调解员 社区工作者 驻村干部 退役军人 医生 老人")
ACTS = _words("宣讲 培训班 议事会 义诊 走访 文艺演出 技能比赛 座谈会")
BRANDS = _words("邻里亲 红管家 连心桥 金点子 幸福里 小板凳 百事通 同心圆 好声音 暖巢 及时雨 四季春")
KINDS = (SENTENCES, REMARKS, REMARKS, REMARKS, REMARKS)
"""Of what sentences are taken: as on the real pages, most hold no figure, and one stands in about 100 characters."""
PLACES_OF_AN_ARTICLE = 3
FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英"


def pages(places: Sequence[str], count: int) -> Iterator[str]:
    """So many pages about `places`, each of a few articles."""
    chance = Random(20240229)
    for _ in range(count):
        yield "\n\n".join(_article(chance, places) for _ in range(chance.randint(1, 4))) + "\n"


def articles(places: Sequence[str]) -> Iterator[str]:
    """Articles about `places` without end."""
    chance = Random(20240229)
    while True:
        yield _article(chance, places) + "\n"


def _article(chance: Random, places: Sequence[str]) -> str:
    places = chance.sample(places, PLACES_OF_AN_ARTICLE)
    style = chance.choice(STYLES).replace("{title}", chance.choice(TITLES))
    paragraphs = [
        "".join(chance.choice(chance.choice(KINDS)) for _ in range(chance.randint(2, 5)))
        for _ in range(chance.randint(4, 9))
    ]
    return _filled(style + "\n\n".join(paragraphs), chance, places)


def _filled(template: str, chance: Random, places: Sequence[str]) -> str:
    """The template with every slot filled anew."""
    head, *rest = template.split("{")
    return head + "".join(_word(part[: part.index("}")], chance, places) + part[part.index("}") + 1 :] for part in rest)


def _word(slot: str, chance: Random, places: Sequence[str]) -> str:
    numbers = {"n": (2, 9000), "c": (2, 40), "y": (2012, 2025), "m": (1, 12)}
    words = {"topic": TOPICS, "thing": THINGS, "people": PEOPLE, "act": ACTS, "brand": BRANDS, "place": places}
    if slot in numbers:
        return str(chance.randint(*numbers[slot]))
    if slot in words:
        return chance.choice(words[slot])
    if slot == "name":
        return chance.choice(FAMILY) + "".join(chance.choices(GIVEN, k=chance.randint(1, 2)))
    return f"{chance.uniform(1, 99):.1f}"
