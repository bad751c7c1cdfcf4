from inmp_portal.home.performances import register

register("events.demo.performance", order=20)
