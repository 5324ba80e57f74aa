"""What a figure counts, per what, when, and of which total: each mechanism on sentences of the genre."""

import pytest

from extract.fold import fold
from extract.indicators import IndicatorReader
from extract.pipeline import kept_whole
from extract.quantities import QuantityFinder
from extract.rulebook import load_rulebook
from extract.tokens import Tokenizer
from schemas.records import Article, ArticlePlaces, Block, BlockKind, Indicator

RULEBOOK = load_rulebook()
SLOTS = RULEBOOK.slot_patterns
TOKENIZER = Tokenizer(kept_whole(RULEBOOK))
QUANTITIES = QuantityFinder(RULEBOOK.quantities, SLOTS, TOKENIZER.is_idiom)
READER = IndicatorReader(RULEBOOK.clauses, RULEBOOK.indicators, SLOTS, TOKENIZER)
NOWHERE = ArticlePlaces(None, None, (), ())


def figures(text: str) -> dict[str, Indicator]:
    blocks = (Block(BlockKind.BODY, 0, len(text)),)
    article = Article(text, (0, len(text)), "", None, None, None, None, (), fold(text), range(len(text)), blocks)
    quantities, skips = QUANTITIES.find(article)
    found = READER.read(article, quantities, skips, NOWHERE, ())
    return {text[one.quantity.start : one.quantity.end]: one for one in found}


def subjects(text: str) -> dict[str, str]:
    found = figures(text)
    return {figure: text[slice(*one.subject)] if one.subject else "" for figure, one in found.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # behind the measure word
        ("建立201个社区党组织。", {"201个": "社区党组织"}),
        ("引进172名律师定点服务社区。", {"172名": "律师"}),
        ("通过16个老旧小区“微更新”项目。", {"16个": "老旧小区“微更新”项目"}),
        ("提供23项服务。", {"23项": "服务"}),
        ("动员35名党员联系包保。", {"35名": "党员"}),
        ("引入3名专业的家政人员。", {"3名": "家政人员"}),
        ("资助5名家庭经济困难的中小学生。", {"5名": "中小学生"}),
        ("给5名深耕基层多年的优秀社区党委书记授牌。", {"5名": "优秀社区党委书记"}),
        ("吸纳86名驻地单位、公安民警、居住地党员等群体。", {"86名": "驻地单位、公安民警、居住地党员等群体"}),
        ("组织100余名涉农干部、驻村书记深入田间。", {"100余名": "涉农干部"}),
        ("19个社区专职网格员入户。", {"19个": "社区"}),
        ("实现五个村旅游综合收入增长。", {"五个": "村"}),
        ("建有19个快递站点。", {"19个": "快递站点"}),
        ("覆盖7个沿海乡镇。", {"7个": "沿海乡镇"}),
        ("1200多户重点关爱家庭用上报警器。", {"1200多户": "重点关爱家庭"}),
        ("对295笔、2384万元涉案资金集中返还。", {"295笔": "涉案资金", "2384万元": "涉案资金"}),
        ("聚焦小区、商圈等10个典型场景。", {"10个": "典型场景"}),
        ("组建12支送餐队。", {"12支": "送餐队"}),
        # by a change or a share
        ("机采率由35%提高到98%。", {"35%": "机采率", "98%": "机采率"}),
        ("集体收入从2018年的5万元增加到2022年的112万元。", {"5万元": "集体收入", "112万元": "集体收入"}),
        ("加装电梯146台，占全区总量的15%。", {"146台": "电梯", "15%": "电梯"}),
        ("签约卫浴企业125家、投产84家。", {"125家": "卫浴企业", "84家": "卫浴企业"}),
        ("村级台账由原来的87本精简到21本。", {"87本": "村级台账", "21本": "村级台账"}),
        ("范围由23个村扩大到187个行政村。", {"23个": "村", "187个": "行政村"}),
        ("作业成本比散户种植降低115元。", {"115元": "作业成本"}),
        ("供热投诉量较上个采暖期下降42%。", {"42%": "供热投诉量"}),
        # dealt out
        ("响应率、满意率分别达到95.6%和96.8%。", {"95.6%": "响应率", "96.8%": "满意率"}),
        ("收入26万元、利润3万元，分别增长7%和2%。", {"26万元": "收入", "3万元": "利润", "7%": "收入", "2%": "利润"}),
        ("城关镇、河口镇分别建成食堂12家、驿站8个。", {"12家": "食堂", "8个": "驿站"}),
        # a verb that names what is measured, and one that governs it
        ("争取老旧小区改造资金1.26亿元。", {"1.26亿元": "老旧小区改造资金"}),
        ("平均办理时间由7天缩短到2.5天。", {"7天": "办理时间", "2.5天": "办理时间"}),
        # an agent and what it does
        ("这些公司承接项目415个。", {"415个": "项目"}),
        ("旗财政安排综治专项经费460万元。", {"460万元": "综治专项经费"}),
        ("“梨园夜话”开展156场次。", {"156场次": "“梨园夜话”"}),
        ("带动就业1260人。", {"1260人": "就业"}),
        # taken from the figure before
        ("153个村中有102个成为示范。", {"153个": "村", "102个": "村"}),
        ("督促问题整改87个。", {"87个": "问题整改"}),
        # without a unit
        ("街道常住人口7.2万，其中境外人士1.9万。", {"7.2万": "街道常住人口", "1.9万": "境外人士"}),
        ("向全区30万用户发出通知。", {"30万": "用户"}),
        # before the number
        ("农村网格611个，社区网格171个。", {"611个": "农村网格", "171个": "社区网格"}),
        ("招募志愿者1600余人。", {"1600余人": "志愿者"}),
        ("开展各类宣讲共计35次。", {"35次": "各类宣讲"}),
        ("制定《工作标准》等相关制度文件50余份。", {"50余份": "相关制度文件"}),
        ("利用中央扶持资金50万元。", {"50万元": "中央扶持资金"}),
        ("化解矛盾纠纷1686宗。", {"1686宗": "矛盾纠纷"}),
        ("建成老年食堂和托育点10个。", {"10个": "老年食堂和托育点"}),
        ("志愿服务组织209个。", {"209个": "志愿服务组织"}),
        ("注册人数超24万人。", {"24万人": "注册人数"}),
        ("为民服务类2361个。", {"2361个": "为民服务类"}),
        ("三星级以上宾馆28家。", {"28家": "三星级以上宾馆"}),
        # a property, and the thing that has it
        ("农村生活污水收集率达90%以上。", {"90%": "农村生活污水收集率"}),
        ("全镇水果种植总面积8500余亩。", {"8500余亩": "水果种植总面积"}),
        ("建起占地1000平方米的储藏库。", {"1000平方米": "储藏库"}),
        ("集体经济年收益低于5万元的薄弱村。", {"5万元": "集体经济年收益"}),
        ("人口密度为每平方公里507人。", {"507人": "人口密度"}),
        ("捐助价值约470万元医疗设备。", {"470万元": "医疗设备"}),
        ("近20%的贫困农牧民因病致贫。", {"20%": "贫困农牧民"}),
        ("林地占全镇总面积的40%。", {"40%": "林地"}),
        # two facts around one verb
        ("为120余位困境老人提供上门服务2000余人次。", {"120余位": "困境老人", "2000余人次": "上门服务"}),
        ("用好200辆爱心送考车、志愿者350人次。", {"200辆": "爱心送考车", "350人次": "志愿者"}),
        # shared with another figure
        ("5方面17项评价内容。", {"5方面": "评价内容", "17项": "评价内容"}),
        ("总人口7079户、26629人。", {"7079户": "总人口", "26629人": "总人口"}),
        ("财政收入1720万元，同比增长11%。", {"1720万元": "财政收入", "11%": "财政收入"}),
        ("计划增设400部电梯，目前已开工308部。", {"400部": "电梯", "308部": "电梯"}),
        ("公益类1502个，占比20.4%。", {"1502个": "公益类", "20.4%": "公益类"}),
        ("烤烟为传统产业，现有1257亩。", {"1257亩": "烤烟"}),
        # nothing to say
        ("未消除风险的26户已落实措施。", {"26户": ""}),
        ("1292户3956人回归。", {"1292户": "", "3956人": ""}),
    ],
)  # fmt: skip
def test_a_figure_has_its_subject(text: str, expected: dict[str, str]) -> None:
    assert subjects(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("选优配齐网格员380名。", {"380名": "grid_worker"}),
        ("共划分网格819个。", {"819个": "grid"}),
        ("解决群众问题220余件。", {"220余件": "case_resolved"}),
        ("收集群众问题220余件。", {"220余件": "case_reported"}),
        ("群众问题220余件。", {"220余件": "other"}),
        ("培训社区工作者1100余人次。", {"1100余人次": "people_served"}),
        ("选聘社区工作者1100余人。", {"1100余人": "staff"}),
        ("累计服务时长75000余小时。", {"75000余小时": "volunteer_hours"}),
        ("路上要走3小时。", {"3小时": "duration"}),
        ("种植蔬菜6000余亩。", {"6000余亩": "area"}),
        ("购置锦旗30面。", {"30面": "other"}),
        ("注册志愿者人数达11万余人。", {"11万余人": "volunteer"}),
    ],
)
def test_heads_units_and_verbs_decide_the_type(text: str, expected: dict[str, str]) -> None:
    assert {figure: one.type for figure, one in figures(text).items()} == expected


@pytest.mark.parametrize(
    ("text", "figure", "per"),
    [
        ("每个网格覆盖300—500户。", "300—500户", "网格"),
        ("每个村至少储备3名后备干部。", "3名", "村"),
        ("每栋草莓大棚收入13万元。", "13万元", "草莓大棚"),
        ("村集体每年增收6万元。", "6万元", "年"),
        ("人均增收3263元。", "3263元", "人"),
        ("年均对接服务项目430余个。", "430余个", "年"),
        ("每万城镇人口配备社区工作者18人。", "18人", "万城镇人口"),
        ("每人每月发放补贴300元。", "300元", "人"),
        ("每部电梯年保费1380元。", "1380元", "电梯"),
        ("调解纠纷每件补助50元。", "50元", "件"),
        ("她一天能挣110元。", "110元", "天"),
        ("今年增收6万元。", "6万元", None),
    ],
)
def test_a_rate_has_its_base(text: str, figure: str, per: str | None) -> None:
    base = figures(text)[figure].per
    assert (text[slice(*base)] if base else None) == per


@pytest.mark.parametrize(
    ("text", "figure", "time"),
    [
        ("截至目前，走访群众660人次。", "660人次", "截至目前"),
        ("2020年以来，老干部捐款近40万元。", "40万元", "2020年以来"),
        ("2024年，举办培训班4期，培训党员110人。", "110人", "2024年"),
        ("今年建成食堂2个。目前，建成驿站3个。", "3个", "目前"),
        ("今年建成食堂2个。建成驿站3个。", "3个", None),
        ("2016年建起园区90亩，现有温室12栋。", "12栋", None),
        ("截至目前，全市有组织90个。其中，公益类50个；文体类40个。", "40个", "截至目前"),
        ("2020年务工人数达4.2万人，比2019年增加四成。", "四成", "2020年"),
        ("2023年启动改造以来，投入资金3200万元。", "3200万元", "2023年启动改造以来"),
        ("小区建于1998年，共有居民560户。", "560户", None),
        ("受理诉求80件，而去年同期为50件。", "50件", "去年同期"),
        ("纠纷发生量较上年同期下降31.5%。", "31.5%", None),
    ],
)
def test_the_nearest_date_of_the_sentence_governs(text: str, figure: str, time: str | None) -> None:
    dating = figures(text)[figure].time
    assert (text[slice(*dating)] if dating else None) == time


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("共划分网格819个，其中农村网格611个、社区网格208个，下设微网格3340个。", {"611个": "819个", "208个": "819个"}),
        ("已报到干部3335人，其中党员1965人。", {"1965人": "3335人"}),
        ("存栏60余万头（只），其中，猪7166头、羊1087只。", {"7166头": "60余万头（只）", "1087只": "60余万头（只）"}),
        ("上传问题8546件，其中90%以上均已解决。", {"90%": "8546件"}),
        ("受理纠纷225起，其中跨部门纠纷化解成功率95%。", {}),
        ("有企业161个，其中规上39个，另有超市73个。", {"39个": "161个"}),
        ("调解案件1688宗，化解纠纷1686宗，成功率99.88%。", {"1686宗": "1688宗"}),
        ("调解案件1688宗，化解纠纷1586宗，成功率99.88%。", {}),
        ("全县35133人中脱贫6917人。", {"6917人": "35133人"}),
        ("153个村中有102个成为示范。", {"102个": "153个"}),
        ("为240余名老人供餐，其中上门送餐63人。", {"63人": "240余名"}),
        ("有队伍7356支。培育组织若干。其中，甲类2361个；乙类1502个；丙类3493个。",
         {"2361个": "7356支", "1502个": "7356支", "3493个": "7356支"}),
    ],
)  # fmt: skip
def test_parts_lead_to_their_total(text: str, parts: dict[str, str]) -> None:
    found = figures(text)
    printed = list(found)
    assert {figure: printed[one.part_of] for figure, one in found.items() if one.part_of is not None} == parts


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("今年计划新建食堂15处。", "planned"),
        ("今年新建食堂15处。", "reported"),
        ("实施雨露计划等项目15项。", "reported"),
        ("每个村至少储备3名后备干部。", "standard"),
    ],
)
def test_plans_and_norms_are_told_from_reports(text: str, status: str) -> None:
    assert [one.status for one in figures(text).values()] == [status]
